using System.Collections.Immutable;

namespace HeadlessDiscovery.Tool.Commands.Demo.World;

/// <summary>Two policies that are common in hand-written discovery, fed by a plain DNS question each second, under the same faults.</summary>
internal sealed class Policies(Cluster cluster) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private Task polling = Task.CompletedTask;

    public Policy TakeLastAnswer { get; } = Policy.TakeLastAnswer();

    public Policy DropOnError { get; } = Policy.DropOnError();

    public void Start() => polling = PollAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await polling.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task PollAsync()
    {
        // One question, one short try: what such code does.
        var resolver = cluster.NewResolver(Cluster.ServiceName, options =>
        {
            options.AttemptTimeout = Pause;
            options.Attempts = 1;
        });
        await using (resolver.ConfigureAwait(false))
        {
            try
            {
                while (true)
                {
                    var told = await resolver.ExplainAsync(stopping.Token).ConfigureAwait(false);
                    var truth = cluster.Truth;
                    TakeLastAnswer.Take(told, truth);
                    DropOnError.Take(told, truth);
                    await Task.Delay(Pause, cluster.Time, stopping.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The demo ends.
            }
        }
    }
}

/// <summary>A rule from what is held and what was told to what is held next.</summary>
internal sealed class Policy(Func<ImmutableSortedSet<Peer>, LookupOutcome, ImmutableSortedSet<Peer>, ImmutableSortedSet<Peer>> rule)
{
    private volatile ImmutableSortedSet<Peer> held = [];

    public int Count => held.Count;

    /// <summary>The list is what the last answer said; NXDOMAIN is an answer.</summary>
    public static Policy TakeLastAnswer() => new((held, outcome, answer) => outcome == LookupOutcome.Unknown ? held : answer);

    /// <summary>The list is what the last question brought; an error brings nobody.</summary>
    public static Policy DropOnError() => new((_, outcome, answer) => outcome == LookupOutcome.Found ? answer : []);

    /// <summary>How often a peer was dropped that was there.</summary>
    public int FalseRemovals { get; private set; }

    public void Take(LookupExplanation told, ImmutableSortedSet<Peer> truth)
    {
        var next = rule(held, told.Outcome, [.. told.Peers]);
        FalseRemovals += held.Except(next).Intersect(truth).Count;
        held = next;
    }
}
