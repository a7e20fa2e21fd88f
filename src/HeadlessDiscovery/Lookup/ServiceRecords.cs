using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>The SRV set at the service's own name, which lists every pod (CoreDNS): a statement of its own, because caches keep each type apart.</summary>
internal sealed class ServiceRecords(QuestionAsker asker, PodNames names, TimeProvider time)
{
    // Many reports at once need the same records.
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(5);

    private Records? last;
    private readonly StatementAge age = new(time);

    /// <summary>Whether the last answer was that there are none.</summary>
    public bool AreDenied { get; private set; }

    /// <summary>Whether there ever were any.</summary>
    public bool WereFound { get; private set; }

    /// <summary>What the records say about peers; null where there are no records, or nobody says anything. Host names are learned on the way.</summary>
    public async ValueTask<ImmutableArray<PeerStatement>?> AskAsync(
        string service, ImmutableArray<Peer> wanted, ImmutableArray<Peer> controls, AskContext context, CancellationToken cancellationToken)
    {
        if (last is null || time.GetElapsedTime(last.AtTimestamp) >= Lasts)
        {
            var asked = await asker.AskAsync(new DnsQuestion(service, DnsRecordType.Srv), QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false);
            last = null;
            if (asked.Answer.Targets.IsEmpty)
            {
                AreDenied = asked.Answer.IsNegative;
                return null;
            }

            (AreDenied, WereFound) = (false, true);
            names.Learn(service, asked.Answer.Targets);
            last = new Records((asked, age.Of(asked.Answer)), asked.Answer.Targets.SelectMany(static target => target.Glue).ToHashSet(), time.GetTimestamp());
        }

        var (said, listed, atTimestamp) = last;
        var answer = said.Asked.Answer;

        // Unbound and others leave glue out: a name that is made of the address, or was learned with it, says the same.
        var withoutGlue = answer.Targets.Where(static target => target.Glue.IsEmpty).Select(static target => target.Host).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // A part, or targets that may be anybody's, deny nobody; nor do records that list none of the present.
        if (!(answer.IsPositive && withoutGlue.All(host => names.IsKnown(service, host)) && controls.Any(Lists)))
        {
            return [];
        }

        var sinceBorn = said.Age + time.GetElapsedTime(atTimestamp);
        return [.. wanted.DistinctBy(static peer => peer.Address).Select(peer =>
            new PeerStatement(peer.Address, Lists(peer), IsSecondKind: true, sinceBorn) { Server = said.Asked.Server, IsSecondHand = said.Asked.IsSecondHand })];

        bool Lists(Peer peer) => listed.Contains(peer.Address) || withoutGlue.Contains(names.QuestionOf(service, peer).Name);
    }

    /// <summary>The set as it came last.</summary>
    private sealed record Records((AskedAnswer Asked, TimeSpan Age) Said, HashSet<IPAddress> Listed, long AtTimestamp);
}
