namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>One way to call the pods of a headless Service: a package of this repository, or what is written by hand without it.</summary>
internal abstract class Way(string name) : IAsyncDisposable
{
    /// <summary>As docs/plugs.md names it.</summary>
    public string Name => name;

    /// <summary>One call.</summary>
    /// <returns>Which pod answered.</returns>
    public abstract Task<string> CallAsync(CancellationToken token);

    public abstract ValueTask DisposeAsync();

    /// <summary>Who answers so many calls, one after the other, or how they fail; each with its count.</summary>
    public async Task<string> SpreadAsync(int calls, CancellationToken token)
    {
        var answers = new List<string>();
        for (var call = 0; call < calls; call++)
        {
            answers.Add(await TryAsync(token));
        }

        return string.Join(", ", answers.CountBy(answer => answer).OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key} × {answer.Value}"));
    }

    /// <summary>Who answers, or how the call fails.</summary>
    public async Task<string> TryAsync(CancellationToken token)
    {
        try
        {
            return await CallAsync(token);
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            return Failure.Of(failure);
        }
    }

    /// <summary>Calls until each of these, and no other, has answered lately.</summary>
    public async Task UntilAnsweredByAsync(CancellationToken token, params int[] pods)
    {
        var expected = pods.Select(pod => $"pod {pod}").ToHashSet(StringComparer.Ordinal);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        while (!answers.SetEquals(expected))
        {
            await Task.Delay(10, token);
            answers.Clear();
            for (var call = 0; call < 2 * pods.Length; call++)
            {
                answers.Add(await TryAsync(token));
            }
        }
    }
}
