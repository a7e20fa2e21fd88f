using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Queries peers by the names that CoreDNS gives each endpoint, and the SRV set of the service: caches keep each name and type apart.</summary>
/// <remarks>
/// The name of an endpoint is its host name, or else its address with dashes (10-244-1-7.orders.shop.svc.cluster.local, CoreDNS 1.14 plugin "kubernetes").
/// A denial means something only beside a control: a present peer that is found under a name of the same kind, at the same server.
/// </remarks>
internal sealed class EndpointNames(QuestionAsker asker, TimeProvider time)
{
    private const int AtATime = 16;

    /// <summary>For how long names that were not found are not tried again.</summary>
    private static readonly TimeSpan NotTriedFor = TimeSpan.FromMinutes(10);

    // What confirms a removal is not worth delaying the answer for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Many reports at once need the same records.
    private static readonly TimeSpan RecordsLast = TimeSpan.FromSeconds(5);

    private readonly Dictionary<IPAddress, string> hosts = [];
    private readonly Dictionary<DnsRecordType, TimeSpan> fullTtls = [];
    private Records? records;
    private long? dashedFailedTimestamp;
    private long? hostsFailedTimestamp;
    private long? recordsFailedTimestamp;
    private int turn;

    /// <summary>Queries, and says what it means; nothing where peers have no such names.</summary>
    /// <param name="service">The rooted name of the service.</param>
    /// <param name="request">Whom to query.</param>
    /// <param name="context">What the queries of this lookup share.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async ValueTask<PeerEvidence> AskAsync(string service, EvidenceRequest request, AskContext context, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var statements = ImmutableArray.CreateBuilder<PeerStatement>();
        bool? hasOwnNames = null;
        bool? hasHostNames = null;
        try
        {
            if (!request.Doubtful.IsEmpty)
            {
                hasOwnNames = await OwnNamesAsync(service, request, statements, context, either.Token).ConfigureAwait(false);
            }

            // Of a reported peer whose own name is not denied, or not known, the records say whether it is there.
            var missing = request.Reported.Where(peer => !statements.Any(said => said.IsPresent && AddressOrder.Same(said.Address, peer.Address)));
            ImmutableArray<Peer> wanted = [.. request.InServiceRecords, .. missing];

            // Pods with host names have no other name: the records tell which, while the pods are there.
            var learns = request.LearnsNames || (hasOwnNames == false && hosts.Count == 0);
            if ((wanted.Length > 0 || learns) && !HasFailed(recordsFailedTimestamp))
            {
                hasHostNames = await ServiceRecordsAsync(service, wanted, request.Controls, statements, context, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of patience: what was said until then counts.
        }

        return new PeerEvidence(statements.DrainToImmutable(), hasOwnNames) { HasHostNames = hasHostNames };
    }

    private async ValueTask<bool?> OwnNamesAsync(
        string service, EvidenceRequest request, ImmutableArray<PeerStatement>.Builder statements, AskContext context, CancellationToken cancellationToken)
    {
        bool? hasOwnNames = null;
        foreach (var kind in request.Doubtful.Select(peer => (Peer: peer, Host: HostOf(peer))).GroupBy(static one => one.Host is null))
        {
            var isDashed = kind.Key;
            if (HasFailed(isDashed ? dashedFailedTimestamp : hostsFailedTimestamp))
            {
                hasOwnNames ??= false;
                continue;
            }

            var controls = request.Controls.Where(peer => HostOf(peer) is null == isDashed).ToArray();
            if (controls.Length == 0)
            {
                continue;
            }

            // One that has just left must not make all names look useless.
            var found = await ControlAsync(service, controls[turn++ % controls.Length], context, cancellationToken).ConfigureAwait(false);
            if (found is { IsFound: false } && controls.Length > 1)
            {
                found = await ControlAsync(service, controls[turn++ % controls.Length], context, cancellationToken).ConfigureAwait(false);
            }

            if (found is not { } server)
            {
                continue;
            }

            hasOwnNames = server.IsFound || hasOwnNames == true;
            if (!server.IsFound)
            {
                NotFound(isDashed);
                continue;
            }

            foreach (var some in kind.Chunk(AtATime))
            {
                var said = await Task.WhenAll(some.Select(one => asker.AskAsync(QuestionOf(service, one.Peer), QuestionPurpose.Beside, context, cancellationToken).AsTask())).ConfigureAwait(false);
                statements.AddRange(some.Zip(said, (one, asked) => StatementOf(one.Peer, asked, server.Server)).OfType<PeerStatement>());
            }
        }

        return hasOwnNames;
    }

    /// <summary>Whether a present peer is found under its own name, and who says so; null where nobody says anything.</summary>
    private async ValueTask<(bool IsFound, IPEndPoint? Server)?> ControlAsync(string service, Peer control, AskContext context, CancellationToken cancellationToken)
    {
        var asked = await asker.AskAsync(QuestionOf(service, control), QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false);
        var answer = asked.Answer;
        return answer.IsPositive ? (Has(answer, control.Address), asked.Server)
            : answer.IsNegative && !asked.IsDoubted ? (false, asked.Server)
            : null;
    }

    private PeerStatement? StatementOf(Peer peer, AskedAnswer asked, IPEndPoint? server)
    {
        var answer = asked.Answer;
        var isPresent = answer.IsPositive && Has(answer, peer.Address);

        // RFC 2308 §2.2: NODATA without an SOA denies nothing.
        var isDenied = answer.IsNegative && !asked.IsDoubted && (answer.HasProof || answer.Reason == LookupReason.NxDomain) && Equals(asked.Server, server);
        return isPresent || isDenied
            ? new PeerStatement(peer.Address, isPresent, FromServiceRecords: false, isPresent ? TimeSpan.Zero : Age(DnsRecordType.A, answer.Ttl)) { Server = asked.Server, IsSecondHand = asked.IsSecondHand }
            : null;
    }

    private void NotFound(bool isDashed)
    {
        if (isDashed)
        {
            dashedFailedTimestamp = time.GetTimestamp();
        }
        else if (hosts.Count == 0)
        {
            hostsFailedTimestamp = time.GetTimestamp();
        }

        // Learned anew from the records.
        hosts.Clear();
    }

    /// <summary>Whether the records give pods host names; null where nobody says anything.</summary>
    private async ValueTask<bool?> ServiceRecordsAsync(
        string service, ImmutableArray<Peer> wanted, ImmutableArray<Peer> controls, ImmutableArray<PeerStatement>.Builder statements, AskContext context, CancellationToken cancellationToken)
    {
        if (records is null || time.GetElapsedTime(records.AtTimestamp) >= RecordsLast)
        {
            var asked = await asker.AskAsync(new DnsQuestion(service, DnsRecordType.Srv), QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false);
            records = null;
            if (asked.Answer.Targets.IsEmpty)
            {
                recordsFailedTimestamp = asked.Answer.IsNegative ? time.GetTimestamp() : recordsFailedTimestamp;
                return asked.Answer.IsNegative ? false : null;
            }

            Learn(service, asked.Answer.Targets);
            records = new Records(asked, asked.Answer.Targets.SelectMany(static target => target.Glue).ToHashSet(), time.GetTimestamp());
        }

        var (said, listed, atTimestamp) = records;
        var answer = said.Answer;

        // Unbound and others leave glue out: a name that is made of the address, or was learned with it, says the same.
        var withoutGlue = answer.Targets.Where(static target => target.Glue.IsEmpty).Select(static target => target.Host).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // A part, or targets that may be anybody's, deny nobody; nor do records that list none of the present.
        if (answer.IsPositive && withoutGlue.All(host => IsKnown(service, host)) && controls.Any(Lists))
        {
            var age = Age(DnsRecordType.Srv, answer.Ttl) + time.GetElapsedTime(atTimestamp);
            statements.AddRange(wanted.DistinctBy(static peer => peer.Address).Select(peer =>
                new PeerStatement(peer.Address, Lists(peer), FromServiceRecords: true, age) { Server = said.Server, IsSecondHand = said.IsSecondHand }));
        }

        return hosts.Count > 0;

        bool Lists(Peer peer) => listed.Contains(peer.Address) || withoutGlue.Contains(QuestionOf(service, peer).Name);
    }

    private bool IsKnown(string service, string host) =>
        hosts.ContainsValue(host)
        || (host.Length > service.Length + 1
            && host.EndsWith($".{service}", StringComparison.OrdinalIgnoreCase)
            && host[..^(service.Length + 1)] is var label
            && (StrictAddress.TryParse(label.Replace('-', '.'), out var address) || StrictAddress.TryParse(label.Replace('-', ':'), out address))
            && string.Equals(host, Dashed(service, address), StringComparison.OrdinalIgnoreCase));

    private void Learn(string service, ImmutableArray<ServiceTarget> targets)
    {
        foreach (var target in targets)
        {
            foreach (var address in target.Glue)
            {
                if (!string.Equals(target.Host, Dashed(service, address), StringComparison.OrdinalIgnoreCase))
                {
                    hosts[address] = target.Host;
                }
            }
        }

        // Who left is remembered for a while; a service that is rolled for months must not be remembered for ever.
        if (hosts.Count > (2 * targets.Length) + 16)
        {
            var present = targets.SelectMany(static target => target.Glue).ToHashSet();
            foreach (var address in hosts.Keys.Where(address => !present.Contains(address)).ToArray())
            {
                hosts.Remove(address);
            }
        }
    }

    /// <summary>The host name that a peer has in DNS; null where it is known by its address only.</summary>
    private string? HostOf(Peer peer) => hosts.TryGetValue(peer.Address, out var host) ? host
        : peer.HostName is { } own ? own + "."
        : null;

    private DnsQuestion QuestionOf(string service, Peer peer) => new(
        HostOf(peer) ?? Dashed(service, peer.Address),
        peer.Address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.Aaaa : DnsRecordType.A);

    // CoreDNS plugin "kubernetes", endpointHostname: dots and colons of the address become dashes.
    private static string Dashed(string service, IPAddress address) => $"{address.ToString().Replace('.', '-').Replace(':', '-')}.{service}";

    private static bool Has(VerifiedAnswer answer, IPAddress address) => answer.Addresses.AsSpan(0, answer.AddressCount).BinarySearch(address, AddressOrder.Comparer) >= 0;

    private TimeSpan Age(DnsRecordType type, TimeSpan? ttl)
    {
        if (ttl is not { } left)
        {
            return TimeSpan.Zero;
        }

        var full = fullTtls.TryGetValue(type, out var seen) && seen > left ? seen : fullTtls[type] = left;
        return full - left;
    }

    private bool HasFailed(long? timestamp) => timestamp is { } failed && time.GetElapsedTime(failed) < NotTriedFor;

    /// <summary>The SRV set as it came last.</summary>
    private sealed record Records(AskedAnswer Said, HashSet<IPAddress> Listed, long AtTimestamp);
}
