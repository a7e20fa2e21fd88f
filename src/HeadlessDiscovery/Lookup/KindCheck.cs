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
    public static LookupNote? FromTargets(string name, ImmutableArray<string> targets) =>
        HasItself(name, targets) && !IsPodName(name) ? ClusterIp(name) : null;

    /// <summary>The note where the name is that of one pod, whose SRV record points at itself as that of a ClusterIP service does.</summary>
    public static LookupNote? OfPod(string name, ImmutableArray<string> targets) =>
        HasItself(name, targets) && IsPodName(name)
            ? new LookupNote(LookupNoteKind.PodName, $"{name} is the name of one pod. The name of its Service lists all pods: {ServiceOf(name)}") { About = name, Value = ServiceOf(name) }
            : null;

    /// <summary>Whether every family has one address at most, and none is ours: what a ClusterIP service looks like.</summary>
    public static bool MayBeVirtual(AnsweredPeers peers, OwnAddresses own) =>
        peers.Count is 1 or 2
        && peers.Enumerate().DistinctBy(peer => peer.Address.AddressFamily).Count() == peers.Count
        && !peers.Enumerate().Any(own.Contains);

    /// <summary>The targets of the SRV records at the unqualified name, which CoreDNS gives for every service; none where there are none, or not in time.</summary>
    /// <param name="name">The fully qualified name of the service.</param>
    /// <param name="inFull">Whether it is waited for as an address is: where the names of the pods are wanted, and not only a warning.</param>
    /// <param name="context">What the queries of the lookup share.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    public async ValueTask<ImmutableArray<ServiceTarget>> AskAsync(string name, bool inFull, AskContext context, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(name, DnsRecordType.Srv);
        var asked = inFull
            ? await query.AskInFullAsync(question, context, cancellationToken).ConfigureAwait(false)
            : await query.AskAsync(question, context, cancellationToken).ConfigureAwait(false);

        // The part of an answer that was truncated would show gaps where there are none.
        return asked is { IsPositive: true } answer ? answer.Targets : [];
    }

    private static bool HasItself(string name, ImmutableArray<string> targets) => !targets.IsEmpty && targets.Contains(name, StringComparer.OrdinalIgnoreCase);

    // <pod>.<service>.<namespace>.svc.<zone>: semantics K-8. A Service has one label less.
    private static bool IsPodName(string name) => name.Split('.') is [_, _, var third, "svc", ..] && third != "svc";

    private static string ServiceOf(string podName) => podName[(podName.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static LookupNote ClusterIp(string name) => new(
        LookupNoteKind.ClusterIp,
        $"The SRV target of {name} is the service itself: a ClusterIP service, whose address leads to one pod at a time. For all pods make it headless: 'clusterIP: None' in Service.spec.") { About = name };
}
