using System.Collections.Immutable;
using HeadlessDiscovery.Diagnosis;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>Logs each transition once: a steady state, good or bad, logs nothing above Debug.</summary>
internal sealed class TransitionLog(ILogger logger, string name, HeadlessPeersOptions options, ImmutableArray<Peer> own, string ownSource)
{
    // More different notes than this say nothing new; what is said once must not grow forever.
    private const int MostNotes = 64;

    private static readonly TimeSpan AbsentTooLong = TimeSpan.FromSeconds(30);

    private HashSet<string>? told;
    private ResolverConfiguration? configuration;
    private ImmutableArray<string> notQueried = [];
    private bool isCluster = true;
    private TimeSpan? absentSince;
    private TimeSpan? uncertainSince;
    private TimeSpan? unknownSince;
    private bool isUnproven;
    private bool saidAbsent;
    private bool saidUncertain;
    private bool saidMaxStale;
    private bool saidUndecided;

    /// <summary>What the variables hold that is not an address: said once, with the first lookup.</summary>
    public ImmutableArray<OwnVariableProblem> OwnProblems { get; init; } = [];

    /// <summary>What is asked and where, at the first lookup and where it changed.</summary>
    public void Plan(LookupPlan plan)
    {
        if (options.StaticPeers.Count > 0)
        {
            if (IsNews(string.Empty))
            {
                logger.StaticPeers(name, string.Join(", ", options.StaticPeers));
            }

            return;
        }

        if (ReferenceEquals(configuration, plan.Configuration))
        {
            return;
        }

        configuration = plan.Configuration;
        notQueried = plan.NotQueried;
        isCluster = ServiceSubject.Of(plan, name: null).IsInCluster;
        if (options.Membership != PeerMembership.Client && OwnProblems is [var problem, ..] && IsNews(problem.ToString()))
        {
            FindingLog.SelfVariable(logger, name, problem);
        }

        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        logger.Started(name, string.Join(", ", plan.Candidates), string.Join(", ", plan.Configuration.NameServers), string.Join(", ", own), ownSource);
        foreach (var diagnostic in plan.Configuration.Diagnostics)
        {
            FindingLog.Configuration(logger, name, plan.Configuration.Path, diagnostic);
        }

        foreach (var skipped in plan.Skipped)
        {
            logger.Skipped(name, skipped.Name, skipped.Why);
        }
    }

    public void Notes(ImmutableArray<LookupNote> notes)
    {
        foreach (var note in notes.Where(note => !(told?.Count >= MostNotes) && IsNews(note.Identity)))
        {
            FindingLog.Note(logger, name, note);
            isUnproven |= note.Kind == LookupNoteKind.UnprovenDenial;
            if (note.Kind == LookupNoteKind.SwarmVirtualAddress)
            {
                // It says already why this process is not in the answer, or alone in it.
                saidAbsent = saidUncertain = true;
            }
        }
    }

    /// <summary>The answer is overdue, which has been said: what follows is no new failure.</summary>
    public void Overdue(TimeSpan now)
    {
        unknownSince ??= now;
        saidUndecided = true;
    }

    /// <summary>What differs between two snapshots.</summary>
    public void Step(PeerSnapshot before, PeerSnapshot after, PeerChange? change, string detail, TimeSpan now)
    {
        Reachability(before, after, detail, now);
        Members(before, after, change);
        OwnPresence(before, after, now);
    }

    private void Reachability(PeerSnapshot before, PeerSnapshot after, string detail, TimeSpan now)
    {
        if (after.LastOutcome == LookupOutcome.Unknown)
        {
            unknownSince ??= now;
            if (after.IsStale && !before.IsStale)
            {
                FindingLog.CouldNotAsk(logger, name, after, Subject(after), detail);
            }
            else if (!after.IsResolved && !after.IsStale && !saidUndecided)
            {
                saidUndecided = true;
                FindingLog.CouldNotAsk(logger, name, after, Subject(after), detail);
            }

            if (options.MaxStale is { } bound && now - unknownSince > bound && !saidMaxStale)
            {
                saidMaxStale = true;
                logger.PastMaxStale(name, bound);
            }

            return;
        }

        if (before.IsStale || saidUndecided)
        {
            logger.Fresh(name, (now - (unknownSince ?? now)).TotalSeconds, after.Count);
        }

        unknownSince = null;
        saidMaxStale = false;
        saidUndecided = false;
    }

    private void Members(PeerSnapshot before, PeerSnapshot after, PeerChange? change)
    {
        if (change is not null && (!change.Added.IsEmpty || !change.Removed.IsEmpty))
        {
            logger.PeersChanged(name, change.ToString(), after.Count);
        }

        // One may come as another leaves: the number alone says nothing.
        if (!after.Held.IsEmpty && after.Held.Except(before.Held).ToArray() is { Length: > 0 } held)
        {
            logger.Held(name, string.Join<Peer>(", ", held), after.Count);
        }

        if (after is { LastOutcome: LookupOutcome.Empty, Count: 0 } && (before.Count > 0 || !before.IsResolved))
        {
            var extent = Extent(after);
            logger.Empty(name, extent.Length == 0 ? "DNS confirms that there are no peers" : "DNS lists no peers", after.LastReason.ToCode(), extent);
        }

        if (before.ResolvedName is { } old && after.ResolvedName is { } current && !string.Equals(old, current, StringComparison.OrdinalIgnoreCase))
        {
            logger.NameChanged(name, current, old);
        }
    }

    // A negative answer is about the names that were queried. Once one of them has answered, it is known which is meant.
    private string Extent(PeerSnapshot after) => isUnproven && after.ResolvedName is null
        ? "; no SOA record proves it"
        : notQueried.IsEmpty || after.ResolvedName is not null
        ? string.Empty
        : $"; no query was sent for {string.Join(", ", notQueried)}, outside the cluster domain: to query one anyway, write it with a trailing dot, or set RequireClusterSuffix = false";

    private void OwnPresence(PeerSnapshot before, PeerSnapshot after, TimeSpan now)
    {
        if (options.Membership == PeerMembership.Client || options.StaticPeers.Count > 0)
        {
            return;
        }

        if (after.Self == SelfPresence.Lost && before.Self != SelfPresence.Lost)
        {
            FindingLog.SelfLost(logger, name, after);
        }

        Uncertain(after, now);
        if (after.Self != SelfPresence.Absent)
        {
            absentSince = null;
            return;
        }

        absentSince ??= now;
        if (!saidAbsent && now - absentSince >= AbsentTooLong)
        {
            saidAbsent = true;
            FindingLog.SelfAbsent(logger, name, Subject(after), own, ownSource, now - absentSince.Value);
        }
    }

    // The plan knows whether there is a cluster, also before the first answer.
    private ServiceSubject Subject(PeerSnapshot after) => ServiceSubject.Of(after.ResolvedName) with { IsInCluster = isCluster };

    private bool IsNews(string said) => (told ??= new(StringComparer.Ordinal)).Add(said);

    // The first pod of several is listed alone for a moment, which is no news.
    private void Uncertain(PeerSnapshot after, TimeSpan now)
    {
        uncertainSince = after.IsSelfUncertain ? uncertainSince ?? now : null;
        if (!saidUncertain && now - uncertainSince >= AbsentTooLong)
        {
            saidUncertain = true;
            SayUncertain(after);
        }
    }

    private void SayUncertain(PeerSnapshot after) => FindingLog.SelfUncertain(
        logger, name, after, own.Where(address => !after.Members.Any(member => member.Address.Equals(address.Address)) && after.Members.Any(member => member.Address.AddressFamily == address.Address.AddressFamily)));
}
