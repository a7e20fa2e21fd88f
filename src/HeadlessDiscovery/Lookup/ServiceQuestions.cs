using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Asks the SRV name of a service, and the addresses of the targets that came without glue.</summary>
internal sealed class ServiceQuestions(QuestionAsker asker)
{
    private const int AtATime = 16;

    private readonly AddressQuestions addresses = new(asker, port: null);

    public async ValueTask<CandidateAnswer> AskAsync(string name, string serviceName, DnsRecordType[] families, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        var asked = await asker.AskAsync(new DnsQuestion(serviceName, DnsRecordType.Srv), purpose, context, cancellationToken).ConfigureAwait(false);
        var answer = asked.Believed;
        if (answer.Targets.IsEmpty)
        {
            return new CandidateAnswer
            {
                Outcome = answer.IsNegative ? LookupOutcome.Empty : LookupOutcome.Unknown,
                Reason = answer.Reason,
                Ttl = answer.Ttl,
                Canonical = answer.Canonical,
            };
        }

        return await WithTargetsAsync(name, answer, families, context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CandidateAnswer> WithTargetsAsync(string name, VerifiedAnswer answer, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var wanted = families.Select(PeerAddress.FamilyOf).ToHashSet();
        var found = new List<Peer>();
        var leftOut = ImmutableArray.CreateBuilder<IPAddress>();
        var missing = new List<ServiceTarget>();
        foreach (var target in answer.Targets)
        {
            var usable = target.Glue.Where(address => wanted.Contains(address.AddressFamily)).Select(address => PeerOf(target, address)).ToArray();
            var unusable = target.LeftOut.Where(address => wanted.Contains(address.AddressFamily)).ToArray();
            found.AddRange(usable);
            leftOut.AddRange(unusable);

            // Of a truncated answer only what it brought counts: to ask hundreds of targets one by one would not make it whole.
            if (answer.IsPositive && usable.Length == 0 && unusable.Length == 0)
            {
                missing.Add(target);
            }
        }

        var hosts = missing.Select(target => target.Host).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var asked = await AskTargetsAsync(hosts, families, context, cancellationToken).ConfigureAwait(false);
        var failed = answer.Reason;
        var ttl = answer.Ttl;
        foreach (var target in missing)
        {
            var of = asked[target.Host];
            found.AddRange(of.Peers.Enumerate().Select(peer => PeerOf(target, peer.Address)));
            leftOut.AddRange(of.LeftOut);
            failed = of.Outcome == LookupOutcome.Unknown && !of.HasOnlyUnusable ? of.Reason : failed;
            ttl = of is { Outcome: LookupOutcome.Found, Ttl: { } own } && own < ttl ? own : ttl;
        }

        // SRV records that lead to no address at all say nothing about who is there.
        var reason = failed == LookupReason.None && found.Count == 0 ? LookupReason.Unverified : failed;
        return new CandidateAnswer
        {
            Outcome = reason == LookupReason.None ? LookupOutcome.Found : LookupOutcome.Unknown,
            Reason = reason,
            Name = reason == LookupReason.None ? name : null,
            Peers = new AnsweredPeers(found),
            Ttl = ttl,
            Canonical = answer.Canonical,
            Targets = [.. answer.Targets.Select(target => target.Host)],
            Named = found,
            LeftOut = leftOut.ToImmutable(),
            Notes = LookupNote.OnLeftOut(leftOut.ToImmutable()),
        };
    }

    private async ValueTask<Dictionary<string, CandidateAnswer>> AskTargetsAsync(string[] hosts, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, CandidateAnswer>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in hosts.Chunk(AtATime))
        {
            var asked = await Task.WhenAll(some.Select(host => addresses.AskAsync(host, families, QuestionPurpose.Beside, context, cancellationToken).AsTask())).ConfigureAwait(false);
            foreach (var (host, answer) in some.Zip(asked))
            {
                answers[host] = answer;
            }
        }

        return answers;
    }

    private static Peer PeerOf(ServiceTarget target, IPAddress address) => new(address, target.Port, target.Host.TrimEnd('.'));
}
