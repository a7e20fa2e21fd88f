using System.Collections.Concurrent;
using System.Diagnostics;

namespace HeadlessDiscovery.Plugs.Tests.Rolling;

/// <summary>So many calls a second, each on its own: one that waits holds up no other.</summary>
internal sealed class Load(Way way)
{
    public const int CallsPerSecond = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> answers = new(StringComparer.Ordinal);
    private int sent;

    public string Way => way.Name;

    public int Sent => sent;

    public int Failed => failures.Values.Sum();

    /// <summary>Which pods have answered.</summary>
    public IEnumerable<string> Pods => answers.Keys;

    public string Failures => string.Join(", ", failures.OrderByDescending(failure => failure.Value).Select(failure => $"{failure.Key} × {failure.Value}"));

    /// <summary>Calls until the token is cancelled, and waits for the calls that run then.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var calls = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var start = Stopwatch.GetTimestamp();
        do
        {
            // By the time that has passed, so that a late tick costs no call.
            var due = Stopwatch.GetElapsedTime(start).TotalSeconds * CallsPerSecond;
            for (; sent < due; sent++)
            {
                calls.Add(Task.Run(CallAsync, CancellationToken.None));
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
        while (!stop.IsCancellationRequested);
        await Task.WhenAll(calls);
    }

    private async Task CallAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            answers.AddOrUpdate(await way.CallAsync(patience.Token), 1, static (_, count) => count + 1);
        }
        catch (Exception failure)
        {
            failures.AddOrUpdate(Failure.Of(failure), 1, static (_, count) => count + 1);
        }
    }
}
