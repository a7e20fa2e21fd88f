using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Watching;

/// <summary>When to look again (outcomes: "Refresh", "Removal", "Staleness"). Pure but for the failures that it counts, and when it began.</summary>
/// <param name="options">The intervals.</param>
/// <param name="random">Gives numbers from 0 up to 1.</param>
internal sealed class RefreshSchedule(HeadlessPeersOptions options, Func<double> random)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestJitter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestNegative = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Bootstrap = TimeSpan.FromSeconds(60);

    private int failures;
    private TimeSpan? firstElapsed;

    /// <summary>Whether the last look-ups failed, so that the next one waits, and is not hedged.</summary>
    public bool IsBackingOff => failures > 0;

    /// <summary>How long a TTL keeps this resolver from asking, without jitter.</summary>
    public TimeSpan Interval(TimeSpan? ttl) => Clamp(ttl ?? TimeSpan.MaxValue);

    /// <summary>From the end of a look-up to the next one.</summary>
    public TimeSpan Next(PeerAnswer answer, MembershipState state, TimeSpan now)
    {
        // A resolver may be made long before anybody asks it.
        firstElapsed ??= now;
        if (answer.Outcome == LookupOutcome.Unknown)
        {
            return BackOff(++failures);
        }

        failures = 0;
        if (state.OldestHold is { } since)
        {
            return Confirmation(answer, state, now - since);
        }

        return Jittered(answer.Outcome == LookupOutcome.Empty ? Negative(answer, state, now) : Clamp(answer.Ttl ?? TimeSpan.MaxValue));
    }

    // RFC 9520 §3.2: failures are retried with a back-off.
    private TimeSpan BackOff(int count)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(count - 1, 10)), Min(LongestBackOff, options.MaxRefreshInterval).TotalSeconds);
        return Max(TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * random()))), options.MinRefreshInterval);
    }

    private TimeSpan Confirmation(PeerAnswer answer, MembershipState state, TimeSpan held)
    {
        if (state.AwaitsExpiry)
        {
            return Jittered(Clamp(answer.Ttl ?? TimeSpan.Zero));
        }

        // Doubled without end, a long hold would see no new peer for half of it.
        var next = state.IsMassRemoval ? Min(NextMassQuestion(held) - held, Max(options.MaxRefreshInterval, Second)) : Second;
        return Jittered(Max(next, options.MinRefreshInterval));
    }

    // 1, 2, 4, 8 … seconds after the hold began, and at its end; every second once it is over.
    private TimeSpan NextMassQuestion(TimeSpan held)
    {
        for (var at = Second; at < options.MassRemovalHold; at *= 2)
        {
            if (at > held)
            {
                return at;
            }
        }

        return held < options.MassRemovalHold ? options.MassRemovalHold : held + Second;
    }

    // CoreDNS says NXDOMAIN until the first pod is ready, and all pods start together.
    private TimeSpan Negative(PeerAnswer answer, MembershipState state, TimeSpan now)
    {
        var wanted = state.WasEverNonEmpty ? Min(answer.Ttl ?? TimeSpan.Zero, LongestNegative)
            : now - firstElapsed < Bootstrap ? Second
            : LongestNegative;
        return Clamp(wanted);
    }

    private TimeSpan Clamp(TimeSpan interval) => Max(Min(interval, options.MaxRefreshInterval), options.MinRefreshInterval);

    private TimeSpan Jittered(TimeSpan interval) => interval + (Min(interval * options.RefreshJitter, LongestJitter) * random());

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
