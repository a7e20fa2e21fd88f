using System.Collections.Immutable;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Lookup;

/// <summary>Tells from DNS alone that a service is not headless (semantics H): said as a note, never a failure.</summary>
internal sealed class KindCheck(BriefQuery query)
{
    /// <summary>The note for an alias, unless the server merely walked the search list for us (CoreDNS autopath).</summary>
    public static LookupNote? Alias(string name, string canonical, IEnumerable<string> candidates) =>
        candidates.Contains(canonical, StringComparer.OrdinalIgnoreCase)
            ? null
            : new LookupNote(LookupNoteKind.ExternalName, $"{name} is an alias of {canonical}: an ExternalName service. A headless service needs 'clusterIP: None' and a selector.") { About = name, Value = canonical };

    /// <summary>The note where SRV records point at the service itself, as those of a ClusterIP service do.</summary>
    public static LookupNote? FromTargets(string name, IEnumerable<string> targets) =>
        targets.Contains(name, StringComparer.OrdinalIgnoreCase) ? ClusterIp(name) : null;

    /// <summary>Whether every family has one address at most, and none is ours: what a ClusterIP service looks like.</summary>
    public static bool MayBeVirtual(AnsweredPeers peers, OwnAddresses own) =>
        peers.Count is 1 or 2
        && peers.Enumerate().DistinctBy(peer => peer.Address.AddressFamily).Count() == peers.Count
        && !peers.Enumerate().Any(own.Contains);

    /// <summary>The targets of the SRV records at the unqualified name, which CoreDNS gives for every service; none where there are none, or not in time.</summary>
    public async ValueTask<ImmutableArray<ServiceTarget>> AskAsync(string name, AskContext context, CancellationToken cancellationToken)
    {
        // The part of an answer that was truncated would show gaps where there are none.
        return await query.AskAsync(new DnsQuestion(name, DnsRecordType.Srv), context, cancellationToken).ConfigureAwait(false) is { IsPositive: true } answer ? answer.Targets : [];
    }

    private static LookupNote ClusterIp(string name) => new(
        LookupNoteKind.ClusterIp,
        $"The SRV target of {name} is the service itself: a ClusterIP service, whose address leads to one pod at a time. For all pods make it headless: 'clusterIP: None' in Service.spec.") { About = name };
}
