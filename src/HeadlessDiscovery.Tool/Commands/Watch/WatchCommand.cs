using System.CommandLine;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary><c>watch NAME [-- COMMAND]</c>: every event until it is told to end.</summary>
internal sealed class WatchCommand(Words words) : ServiceCommand<WatchLimits>("watch", words.Watch, words)
{
    // What a timer can hold is 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1000);

    private readonly Option<string?> count = new("--count") { Description = words.OptionWatchCount, HelpName = "N" };
    private readonly Option<string?> duration = new("--for") { Description = words.OptionWatchFor, HelpName = "10m" };
    private readonly Option<bool> initialOnly = new("--initial-only") { Description = words.OptionInitialOnly };

    protected override IEnumerable<Option> OwnOptions => [.. base.OwnOptions, count, duration, initialOnly];

    public override bool TakesCommand => true;

    protected override WatchLimits Read(OptionReader reader)
    {
        var limits = new WatchLimits(reader.Number(count, 1, int.MaxValue), reader.Duration(duration), reader.Flag(initialOnly));
        if (limits.Duration > Longest)
        {
            reader.Wrong(Words.OutOfRange("--for", reader.Text(duration)!, "1ms", "1000h"));
        }

        return limits;
    }

    protected override async Task<int> RunAsync(Invocation invocation, ServiceRequest<WatchLimits> request, CancellationToken cancellationToken)
    {
        var session = invocation.Open(request.Service, request.Lookup);
        await using (session.ConfigureAwait(false))
        {
            return await WatchAsync(request.Service, request.Settings, invocation, session, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> WatchAsync(string name, WatchLimits limits, Invocation invocation, IResolverSession session, CancellationToken cancellationToken)
    {
        using var timer = limits.Duration is { } most ? new CancellationTokenSource(most, invocation.Host.Time) : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var runner = invocation.Trailing.Count > 0 ? new ChangeRunner(invocation, ending.Cancel) : null;
        var story = new WatchStory(name, limits, invocation.Host.Time, ChangePrinter.For(invocation, name), runner);
        await foreach (var change in WatchFeed.ReadAsync(session, invocation.Presentation.Verbose, ending.Token).ConfigureAwait(false))
        {
            story.Take(change, session);
            if (story.IsOver)
            {
                break;
            }
        }

        story.End(session);
        if (runner is not null)
        {
            await runner.CompleteAsync().ConfigureAwait(false);
        }

        if (!story.IsResolved && timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            invocation.Aside(Words.NeverAnswered(limits.Duration!.Value));
            return ExitCode.CouldNotAsk;
        }

        return ExitCode.Yes;
    }
}

/// <summary>When watching ends by itself.</summary>
/// <param name="Count">After so many changes; the first verified answer is where counting starts.</param>
/// <param name="Duration">After so long.</param>
/// <param name="InitialOnly">After the first verified answer.</param>
internal sealed record WatchLimits(int? Count, TimeSpan? Duration, bool InitialOnly);
