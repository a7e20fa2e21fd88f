using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Queries peers by the names that CoreDNS gives each endpoint, and the SRV set of the service: caches keep each name and type apart.</summary>
/// <remarks>
/// The name of an endpoint is its host name, or else its address with dashes (10-244-1-7.orders.shop.svc.cluster.local, CoreDNS 1.14 plugin "kubernetes").
/// A denial means something only beside a control: a present peer that is found under a name of the same kind, at the same server.
/// </remarks>
internal sealed class EndpointNames
{
    private const int AtATime = 16;

    /// <summary>For how long names that were not found are not tried again.</summary>
    private static readonly TimeSpan NotTriedFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // What confirms a removal is not worth delaying the answer for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly PodNames names = new();
    private readonly ServiceRecords records;
    private readonly StatementAge denials;
    private long? dashedFailedTimestamp;
    private long? hostsFailedTimestamp;
    private long? recordsFailedTimestamp;
    private readonly QuestionAsker asker;
    private readonly TimeProvider time;
    private int turn;

    public EndpointNames(QuestionAsker asker, TimeProvider time)
    {
        (this.asker, this.time) = (asker, time);
        denials = new StatementAge(time);
        records = new ServiceRecords(asker, names, time);
    }

    /// <summary>Queries, and says what it means; nothing where peers have no such names.</summary>
    /// <param name="service">The fully qualified name of the service.</param>
    /// <param name="request">Whom to query.</param>
    /// <param name="context">What the queries of this lookup share.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async ValueTask<PeerEvidence> AskAsync(string service, EvidenceRequest request, AskContext context, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(Patience, time, cancellationToken);
        var statements = ImmutableArray.CreateBuilder<PeerStatement>();
        var inquiry = new Inquiry(service, request.Controls, statements, context);
        bool? hasOwnNames = null;
        bool? hasHostNames = null;
        try
        {
            if (!request.Doubtful.IsEmpty)
            {
                hasOwnNames = await OwnNamesAsync(inquiry, request.Doubtful, deadline.Token).ConfigureAwait(false);
            }

            // Of a reported peer whose own name is not denied, or not known, the records say whether it is there.
            var missing = request.Reported.Where(peer => !statements.Any(said => said.IsPresent && AddressOrder.Same(said.Address, peer.Address)));
            ImmutableArray<Peer> wanted = [.. request.InServiceRecords, .. missing];

            // Pods with host names have no other name: the records tell which, while the pods are there.
            var learns = request.LearnsNames || (hasOwnNames == false && !names.HasHostNames);
            var proves = !request.IsOfPart && statements.Any(static said => said.IsPresent) && !records.WereFound;
            if ((wanted.Length > 0 || learns || proves) && !HasFailed(recordsFailedTimestamp))
            {
                var said = await records.AskAsync(service, wanted, request.Controls, context, deadline.Token).ConfigureAwait(false);
                statements.AddRange(said ?? []);
                recordsFailedTimestamp = records.AreDenied ? time.GetTimestamp() : null;
                hasHostNames = said is null && !records.AreDenied ? null : names.HasHostNames;
            }

            if (proves && HasFailed(recordsFailedTimestamp))
            {
                // A host in Consul or in the SRV records of a zone keeps its name when it leaves the service, and a synthesized name always exists.
                // CoreDNS makes the names of endpoints from what it also makes SRV records of.
                statements.RemoveAll(static said => said.IsPresent);
                hasOwnNames = false;
                dashedFailedTimestamp = hostsFailedTimestamp = time.GetTimestamp();
            }

            // Without fresh records: a name that does not exist for one family, and not for the other either, is denied twice. Caches keep the two apart.
            ImmutableArray<Peer> undecided = [.. wanted.Where(peer => !statements.Any(said => said.IsSecondKind && said.Age < Fresh && AddressOrder.Same(said.Address, peer.Address)))];
            if (hasOwnNames != false && !undecided.IsEmpty)
            {
                await OtherFamilyAsync(inquiry, undecided, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of patience: what was said until then counts.
        }

        return new PeerEvidence(statements.DrainToImmutable(), hasOwnNames) { HasHostNames = hasHostNames, Queries = context.Tries };
    }

    private async ValueTask<bool?> OwnNamesAsync(Inquiry inquiry, ImmutableArray<Peer> doubtful, CancellationToken cancellationToken)
    {
        bool? hasOwnNames = null;
        foreach (var kind in doubtful.Select(peer => (Peer: peer, Host: names.HostOf(peer))).GroupBy(static one => one.Host is null))
        {
            var isDashed = kind.Key;
            if (HasFailed(isDashed ? dashedFailedTimestamp : hostsFailedTimestamp))
            {
                hasOwnNames ??= false;
                continue;
            }

            var controls = inquiry.Controls.Where(peer => names.HostOf(peer) is null == isDashed).ToArray();
            if (controls.Length == 0)
            {
                continue;
            }

            // One that has just left must not make all names look useless.
            var found = await ControlAsync(inquiry, controls[turn++ % controls.Length], cancellationToken).ConfigureAwait(false);
            if (found is { IsFound: false } && controls.Length > 1)
            {
                // The next request begins with this one.
                found = await ControlAsync(inquiry, controls[turn % controls.Length], cancellationToken).ConfigureAwait(false);
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
                var said = await Task.WhenAll(some.Select(one => AskAsync(inquiry, names.QuestionOf(inquiry.Service, one.Peer), cancellationToken).AsTask())).ConfigureAwait(false);
                inquiry.Statements.AddRange(some.Zip(said, (one, asked) => StatementOf(one.Peer, asked, server.Server)).OfType<PeerStatement>());
            }
        }

        return hasOwnNames;
    }

    /// <summary>Whether a present peer is found under its own name, and who says so; null where nobody says anything.</summary>
    private async ValueTask<(bool IsFound, IPEndPoint? Server)?> ControlAsync(Inquiry inquiry, Peer control, CancellationToken cancellationToken)
    {
        var asked = await AskAsync(inquiry, names.QuestionOf(inquiry.Service, control), cancellationToken).ConfigureAwait(false);
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
            ? new PeerStatement(peer.Address, isPresent, IsSecondKind: false, isPresent ? TimeSpan.Zero : denials.Of(answer)) { Server = asked.Server, IsSecondHand = asked.IsSecondHand }
            : null;
    }

    // The name of a present pod exists for both families, with records or without: only then is NXDOMAIN for the other one a denial.
    private async ValueTask OtherFamilyAsync(Inquiry inquiry, ImmutableArray<Peer> peers, CancellationToken cancellationToken)
    {
        var control = await AskAsync(inquiry, OtherFamily(inquiry.Service, inquiry.Controls[turn++ % inquiry.Controls.Length]), cancellationToken).ConfigureAwait(false);
        if (!(control.Answer.IsPositive || control.Answer is { Reason: LookupReason.NoData, HasProof: true }))
        {
            return;
        }

        var said = await Task.WhenAll(peers.Take(AtATime).Select(peer => AskAsync(inquiry, OtherFamily(inquiry.Service, peer), cancellationToken).AsTask())).ConfigureAwait(false);
        inquiry.Statements.AddRange(peers.Zip(said)
            .Where(pair => pair.Second is { IsDoubted: false, Answer.Reason: LookupReason.NxDomain } && Equals(pair.Second.Server, control.Server))
            .Select(pair => new PeerStatement(pair.First.Address, IsPresent: false, IsSecondKind: true, denials.Of(pair.Second.Answer)) { Server = pair.Second.Server, IsSecondHand = pair.Second.IsSecondHand }));
    }

    private ValueTask<AskedAnswer> AskAsync(Inquiry inquiry, DnsQuestion question, CancellationToken cancellationToken) =>
        asker.AskAsync(question, QuestionPurpose.Beside, inquiry.Context, cancellationToken);

    private DnsQuestion OtherFamily(string service, Peer peer)
    {
        var question = names.QuestionOf(service, peer);
        return question with { Type = question.Type == DnsRecordType.A ? DnsRecordType.Aaaa : DnsRecordType.A };
    }

    private void NotFound(bool isDashed)
    {
        if (isDashed)
        {
            dashedFailedTimestamp = time.GetTimestamp();
        }
        else if (!names.HasHostNames)
        {
            hostsFailedTimestamp = time.GetTimestamp();
        }

        // Learned anew from the records.
        names.Forget();
    }

    private static bool Has(VerifiedAnswer answer, IPAddress address) => answer.Addresses.AsSpan(0, answer.AddressCount).BinarySearch(address, AddressOrder.Comparer) >= 0;

    private bool HasFailed(long? timestamp) => timestamp is { } failed && time.GetElapsedTime(failed) < NotTriedFor;

    /// <summary>What the queries of one request share, and what they brought.</summary>
    private sealed record Inquiry(string Service, ImmutableArray<Peer> Controls, ImmutableArray<PeerStatement>.Builder Statements, AskContext Context);
}
