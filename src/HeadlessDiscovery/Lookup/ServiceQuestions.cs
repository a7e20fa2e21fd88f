using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Asks one SRV name, and the addresses of the targets that came without glue.</summary>
internal sealed class ServiceQuestions(QuestionAsker asker)
{
    private const int AtATime = 16;

    private readonly AddressQuestions addresses = new(asker, port: null);

    public async ValueTask<CandidateAnswer> AskAsync(string name, DnsRecordType[] families, bool isPinned, AskContext context, CancellationToken cancellationToken)
    {
        var asked = await asker.AskAsync(new DnsQuestion(name, DnsRecordType.Srv), isPinned, context, cancellationToken).ConfigureAwait(false);
        var answer = asked.Believed;
        if (!answer.IsPositive)
        {
            return new CandidateAnswer
            {
                Outcome = answer.IsNegative ? LookupOutcome.Empty : LookupOutcome.Unknown,
                Reason = answer.Reason,
                Ttl = answer.Ttl,
                Canonical = answer.Canonical,
            };
        }

        return await WithTargetsAsync(answer, families, context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CandidateAnswer> WithTargetsAsync(VerifiedAnswer answer, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var wanted = families.Select(PeerAddress.FamilyOf).ToHashSet();
        var known = answer.Targets.ToLookup(target => target.Glue.Any(address => wanted.Contains(address.AddressFamily)));
        var found = new List<Peer>();
        foreach (var target in known[true])
        {
            found.AddRange(target.Glue.Where(address => wanted.Contains(address.AddressFamily)).Select(address => PeerOf(target, address)));
        }

        var missing = known[false].Select(target => target.Host).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var asked = await AskTargetsAsync(missing, families, context, cancellationToken).ConfigureAwait(false);
        var failed = LookupReason.None;
        var ttl = answer.Ttl!.Value;
        foreach (var target in known[false])
        {
            var of = asked[target.Host];
            found.AddRange(of.Peers.Enumerate().Select(peer => PeerOf(target, peer.Address)));
            failed = of.Outcome == LookupOutcome.Unknown ? of.Reason : failed;
            ttl = of is { Outcome: LookupOutcome.Found, Ttl: { } own } && own < ttl ? own : ttl;
        }

        return new CandidateAnswer
        {
            // SRV records that lead to no address at all say nothing about who is there.
            Outcome = failed != LookupReason.None ? LookupOutcome.Unknown : found.Count > 0 ? LookupOutcome.Found : LookupOutcome.Unknown,
            Reason = failed != LookupReason.None ? failed : found.Count > 0 ? LookupReason.None : LookupReason.Unverified,
            Peers = new AnsweredPeers(found),
            Ttl = ttl,
            Canonical = answer.Canonical,
            Targets = [.. answer.Targets.Select(target => target.Host)],
        };
    }

    private async ValueTask<Dictionary<string, CandidateAnswer>> AskTargetsAsync(string[] hosts, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, CandidateAnswer>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in hosts.Chunk(AtATime))
        {
            var asked = await Task.WhenAll(some.Select(host => addresses.AskAsync(host, families, isPinned: false, context, cancellationToken).AsTask())).ConfigureAwait(false);
            foreach (var (host, answer) in some.Zip(asked))
            {
                answers[host] = answer;
            }
        }

        return answers;
    }

    private static Peer PeerOf(ServiceTarget target, IPAddress address) => new(address, target.Port, target.Host.TrimEnd('.'));
}
