using System.Runtime.CompilerServices;
using HeadlessDiscovery.Tool.Resolving;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>Resolvers whose answers are written by hand.</summary>
internal sealed class FakeResolvers : IResolverSource
{
    public Queue<LookupExplanation> Explanations { get; } = new();

    public LookupPlan Plan { get; set; } = Sample.Plan();

    /// <summary>What the loop would publish, in order; the stream then waits for its end.</summary>
    public IList<PeerSnapshot> Snapshots { get; } = [];

    /// <summary>Runs when every snapshot has been taken.</summary>
    public Action? AllTaken { get; set; }

    /// <summary>The stream ends after the last snapshot, as at disposal, in place of waiting.</summary>
    public bool EndsQuietly { get; set; }

    public Exception? Failure { get; set; }

    /// <summary>Lookups that end before each snapshot after the first.</summary>
    public bool CountsLookups { get; set; }

    /// <summary>What the name servers say of themselves.</summary>
    public ServerInspection Inspection { get; set; } = new();

    /// <summary>What a wait ends with.</summary>
    public PeerReadiness? Readiness { get; set; }

    /// <summary>What the wait was asked for.</summary>
    public (int Minimum, TimeSpan StableFor, TimeSpan Timeout) Waited { get; private set; }

    public string? OpenedService { get; private set; }

    public HeadlessPeersOptions Options { get; } = new();

    public bool IsDisposed { get; private set; }

    public IResolverSession Open(string service, Action<HeadlessPeersOptions> configure, ILoggerFactory logs, TimeProvider time)
    {
        OpenedService = service;
        configure(Options);
        return new Session(this, logs);
    }

    private sealed class Session(FakeResolvers script, ILoggerFactory logs) : IResolverSession
    {
        public PeerSnapshot Current { get; private set; } = PeerSnapshot.Unresolved;

        public LookupTally Tally { get; private set; }

        public Action? LookupEnded { get; set; }

        public LookupPlan Plan() => script.Plan;

        public async ValueTask<LookupExplanation> ExplainAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            if (script.Failure is { } failure)
            {
                throw failure;
            }

            Log(LogLevel.Warning, "A warning of the library");
            Log(LogLevel.Debug, "A detail of the library");
            return script.Explanations.Count > 1 ? script.Explanations.Dequeue() : script.Explanations.Peek();
        }

        public ValueTask<LookupExplanation> ExplainWithHostNamesAsync(CancellationToken cancellationToken) => ExplainAsync(cancellationToken);

        public ValueTask<ServerInspection> InspectServersAsync(LookupExplanation explanation, int samples, CancellationToken cancellationToken) => ValueTask.FromResult(script.Inspection);

        public ValueTask<PeerReadiness> WaitAsync(int minimum, TimeSpan stableFor, TimeSpan timeout, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            script.Waited = (minimum, stableFor, timeout);
            return ValueTask.FromResult(script.Readiness ?? throw new InvalidOperationException("No readiness was written for this run."));
        }

        public async IAsyncEnumerable<PeerChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var previous = PeerSnapshot.Unresolved;
            foreach (var snapshot in script.Snapshots)
            {
                await Task.Yield();
                Current = snapshot;
                if (script.CountsLookups && !ReferenceEquals(snapshot, script.Snapshots[0]))
                {
                    Tally = new LookupTally(Tally.Lookups + 1, Tally.Failed + (snapshot.LastOutcome == LookupOutcome.Unknown ? 1 : 0));
                    LookupEnded?.Invoke();
                }

                yield return new PeerChange(previous, snapshot);
                previous = snapshot;
            }

            script.AllTaken?.Invoke();
            if (script.EndsQuietly)
            {
                yield break;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        private void Log(LogLevel level, string text) => logs.CreateLogger("HeadlessDiscovery").Log(level, default, text, null, static (state, _) => state);

        public ValueTask DisposeAsync()
        {
            script.IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
