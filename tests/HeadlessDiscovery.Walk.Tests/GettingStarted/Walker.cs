using System.Text.RegularExpressions;
using HeadlessDiscovery.Walk.Tests.Pages;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.GettingStarted;

/// <summary>Takes the steps as the page says, and looks whether what it promises comes true.</summary>
internal sealed partial class Walker(string text, Terminal terminal, CancellationToken cancellationToken)
{
    private Printed last = new("nothing was typed yet", -1, string.Empty, string.Empty);

    public async Task TakeAsync(Step step)
    {
        switch (step)
        {
            case Step.Types types:
                last = (await terminal.TypeAsync(types.Block.Script, cancellationToken)).Ended(0);
                if (types.Block.Script.StartsWith("dotnet test", StringComparison.Ordinal))
                {
                    Assert.Matches(Passed(), last.Output);
                }

                break;

            case Step.Starts starts:
                // The page of the second instance is open to a browser as soon as it says so; the first is then long there.
                var listens = IsApplication(starts.Block.Script) ? $"Now listening on: {Address().Match(starts.Block.Script).Value}" : "DNS lists 2 of 2 pods";
                await terminal.Start(starts.Block.Script).PrintsAsync(listens, cancellationToken);
                break;

            case Step.Writes writes:
                Assert.Contains($"`{writes.Path}`", text[..writes.Index].Split("```")[^1], StringComparison.Ordinal);
                await File.WriteAllTextAsync(Path.Combine(terminal.Folder, writes.Path), writes.Block.Text + "\n", cancellationToken);
                break;

            case Step.Shows shows:
                last = await terminal.TypeAsync(shows.Block.Script.Split('\n')[0], cancellationToken);
                Assert.StartsWith(shows.Block.Script.Split('\n', 2)[1], last.Output, StringComparison.Ordinal);
                break;

            case Step.Mentions mentions:
                var mentioned = (await terminal.TypeAsync(mentions.Command, cancellationToken)).Ended(0);
                if (mentions.Command.StartsWith("tools/", StringComparison.Ordinal))
                {
                    // Its first argument is what it is about.
                    mentioned.Says(mentions.Command.Split(' ')[2]);
                }

                break;

            case Step.Answers answers:
                await AnswerAsync(answers.Text);
                break;

            case Step.Opens opens:
                await SameFingerprintAsync(opens.First, opens.Second);
                break;

            case Step.Stops:
                NonEmpty.All(await terminal.InterruptAsync(cancellationToken), ended => ended.Ended(0).Says(IsApplication(ended.Script) ? "Application is shutting down" : "DNS lists"));
                break;

            case Step.Ends ends:
                last.Ended(ends.ExitCode);
                break;

            default:
                throw new InvalidOperationException($"Nobody knows how to take {step}.");
        }
    }

    private static bool IsApplication(string script) => script.Contains("dotnet run", StringComparison.Ordinal);

    // The first lookup of an instance is in the background, so that its page may be there a moment before.
    private async Task AnswerAsync(string answer)
    {
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        safety.CancelAfter(TimeSpan.FromSeconds(60));
        while (last.Output.TrimEnd('\n') != answer)
        {
            Assert.False(safety.IsCancellationRequested, $"It returned {last.Output}");
            last = (await terminal.TypeAsync(last.Script, cancellationToken)).Ended(0);
        }
    }

    private async Task SameFingerprintAsync(string first, string second)
    {
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        safety.CancelAfter(TimeSpan.FromSeconds(60));
        while (await FingerprintAsync(first) is var one && await FingerprintAsync(second) is var other && one != other)
        {
            Assert.False(safety.IsCancellationRequested, $"{first} shows {one}, {second} shows {other}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    // As a browser asks.
    private async Task<string> FingerprintAsync(string address)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await http.GetStringAsync(new Uri(address), cancellationToken);
        var shown = Fingerprint().Match(page);
        Assert.True(shown.Success, page);
        return shown.Groups[1].Value;
    }

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();

    [GeneratedRegex("<dt>Fingerprint</dt><dd><code>([0-9a-f-]+)</code>")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"Passed! +- Failed: +0, Passed: +[1-9]")]
    private static partial Regex Passed();
}
