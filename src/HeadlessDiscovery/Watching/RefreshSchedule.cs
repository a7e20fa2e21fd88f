using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Watching;

/// <summary>When to look again (semantics C-8, R-1 to R-3). Pure but for the failures that it counts, the last verified answer, and when it began.</summary>
/// <param name="options">The intervals.</param>
/// <param name="random">Gives numbers from 0 up to 1.</param>
internal sealed class RefreshSchedule(HeadlessPeersOptions options, Func<double> random)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestJitter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBetweenParts = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestUnanswered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestNegative = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAtDocker = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Bootstrap = TimeSpan.FromSeconds(60);

    private int failures;
    private TimeSpan? firstElapsed;
    private PeerAnswer? lastVerified;
    private bool countsDown;
    private Stage spread;

    /// <summary>What resolvers that start together go through together: the first interval of each is spread.</summary>
    private enum Stage
    {
        Unanswered,
        Starting,
        Empty,
        Found,
    }

    /// <summary>Whether the last lookups failed, so that the next one waits, and is not hedged.</summary>
    public bool IsBackingOff => failures > 0;

    /// <summary>How long a TTL keeps this resolver from asking, without jitter.</summary>
    public TimeSpan Interval(TimeSpan? ttl) => Clamp(ttl ?? TimeSpan.MaxValue);

    /// <summary>From the end of a lookup that took some time to the next one.</summary>
    public TimeSpan Next(PeerAnswer answer, MembershipState state, TimeSpan now, TimeSpan took)
    {
        // A resolver may be made long before anybody asks it.
        firstElapsed ??= now;
        if (answer is { IsVerified: false, IsTruncated: true, Peers.Count: > 0 })
        {
            // Each part is another one, and only many of them show everybody.
            failures = 0;
            return Jittered(Clamp(Min(answer.Ttl ?? LongestBetweenParts, LongestBetweenParts)));
        }

        if (!answer.IsVerified)
        {
            failures++;
            return BackOff(state, now, took);
        }

        failures = 0;
        countsDown = answer.Outcome == LookupOutcome.Found && lastVerified?.Outcome == LookupOutcome.Found && answer.Ttl < lastVerified.Ttl;
        lastVerified = answer;
        if (state is { OldestHold: { } since, IsConfirming: true })
        {
            return Confirmation(answer, state, now, since);
        }

        var interval = Healthy(answer, state, now);
        var stage = answer.Outcome == LookupOutcome.Found ? Stage.Found : IsStarting(state, now) ? Stage.Starting : Stage.Empty;
        if (stage > spread)
        {
            spread = stage;
            return Between(interval, 0.5, 1);
        }

        return Jittered(interval);
    }

    // RFC 9520 §3.2: failures are retried with a back-off. It never exceeds the interval of a healthy service, so that an outage
    // costs no more queries than health, and nobody hears of its end later. What a lookup waited in vain is part of its pause.
    private TimeSpan BackOff(MembershipState state, TimeSpan now, TimeSpan took)
    {
        var longest = lastVerified is { } verified ? Healthy(verified, state, now) : Clamp(LongestUnanswered);
        var wanted = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - 1, 20)));
        var part = lastVerified is null && failures == 1 ? 0.3 : 0.2;
        var pause = wanted >= longest ? Jittered(longest) : Min(Between(wanted, 1 - part, 1 + part), longest);
        return Max(pause - took, options.MinRefreshInterval);
    }

    private TimeSpan Confirmation(PeerAnswer answer, MembershipState state, TimeSpan now, TimeSpan since)
    {
        var held = now - since;
        if (state is { AwaitsExpiry: true, WantsEvidence: false })
        {
            // Of a removal that is confirmed only the time may be missing.
            var expiry = Clamp(answer.Ttl ?? TimeSpan.Zero);
            var due = state.NextDue(options.RemovalConfirmations, options.MassRemovalHold) - now;
            return Jittered(due < expiry ? Max(due.Value, options.MinRefreshInterval) : expiry);
        }

        // Doubled without end, a long hold would see no new peer for half of it.
        var next = state is { IsMassRemoval: true, WantsEvidence: false } ? Min(NextMassQuestion(held) - held, Max(options.MaxRefreshInterval, Second)) : Second;
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

    private TimeSpan Healthy(PeerAnswer verified, MembershipState state, TimeSpan now)
    {
        if (verified.Outcome == LookupOutcome.Empty)
        {
            // CoreDNS says NXDOMAIN until the first pod is ready, and all pods start together.
            return Clamp(state.WasEverNonEmpty ? Min(verified.Ttl ?? TimeSpan.Zero, LongestNegative) : IsStarting(state, now) ? Second : LongestNegative);
        }

        // Docker's own server answers from memory, with a TTL of ten minutes that never counts down: to ask it costs nothing.
        var isFresh = verified.Server is { } server && ResolverConfiguration.IsDockerServer(server) && !countsDown;
        return isFresh ? Clamp(Min(verified.Ttl ?? TimeSpan.MaxValue, LongestAtDocker)) : Interval(verified.Ttl);
    }

    private bool IsStarting(MembershipState state, TimeSpan now) => !state.WasEverNonEmpty && now - firstElapsed < Bootstrap;

    private TimeSpan Clamp(TimeSpan interval) => Max(Min(interval, options.MaxRefreshInterval), options.MinRefreshInterval);

    private TimeSpan Jittered(TimeSpan interval) => interval + (Min(interval * options.RefreshJitter, LongestJitter) * random());

    // A band that would begin below the floor is moved up to it, or its lower part would fall together on the floor.
    private TimeSpan Between(TimeSpan interval, double from, double to)
    {
        if (options.RefreshJitter == 0)
        {
            return Max(interval, options.MinRefreshInterval);
        }

        var first = Max(interval * from, options.MinRefreshInterval);
        var last = Max(interval * to, first + Min(interval * (to - from), LongestJitter));
        return first + ((last - first) * random());
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
