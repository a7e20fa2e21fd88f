using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Watching;

/// <summary>The look-up and the state behind one door: one look-up at a time, the loop's or an explanation's.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds nothing until its wait handle is asked for, which nobody does. Disposed while an explanation waits, it would only throw there.")]
internal sealed class LookupDesk(IPeerLookup lookup, MembershipRules rules, ResolverClock clock)
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Lock reading = new();
    private ReportedLookup? last;

    /// <summary>What the loop made of the answers so far.</summary>
    public MembershipState State { get; private set; } = MembershipState.Start;

    /// <summary>The last look-up that advanced the state, and the state that it led to; null before the first.</summary>
    public ReportedLookup? Last
    {
        get
        {
            lock (reading)
            {
                return last;
            }
        }
    }

    public LookupPlan Plan() => lookup.Plan();

    /// <summary>One look-up, and the state that follows from it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LookupReport> AdvanceAsync(LookupMode mode, Func<Exception, LookupReport> broke, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            LookupReport report;
            var askedElapsed = clock.Elapsed;
            try
            {
                report = await lookup.AskAsync(mode, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                report = broke(exception);
            }

            State = MembershipTransition.Apply(State, report.Answer, rules, clock.Now with { AskedElapsed = askedElapsed });
            lock (reading)
            {
                last = new ReportedLookup(report, State);
            }

            if (report.Answer.Outcome == LookupOutcome.Empty && State.Tracked.IsEmpty)
            {
                lookup.Unpin();
            }

            return report;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>One look-up that changes no peer, and the state that would follow from it.</summary>
    public async ValueTask<(LookupReport Report, MembershipState Before, MembershipState After)> ExplainAsync(bool hostNames, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var report = await lookup.AskAsync(new LookupMode(Hedge: true, hostNames), cancellationToken).ConfigureAwait(false);
            return (report, State, MembershipTransition.Apply(State, report.Answer, rules, clock.Now));
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
