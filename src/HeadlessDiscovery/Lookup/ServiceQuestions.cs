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
                Server = asked.Server,
                Configured = context.Configuration.NameServers,
                IsSecondHand = asked.IsSecondHand,
                IsUnproven = answer is { Reason: LookupReason.NoData, HasProof: false },
            };
        }

        return await WithTargetsAsync(name, asked, families, context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CandidateAnswer> WithTargetsAsync(string name, AskedAnswer asked, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var answer = asked.Believed;
        var wanted = families.Select(PeerAddress.FamilyOf).ToHashSet();
        var found = new List<Peer>();
        var leftOut = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (var target in answer.Targets)
        {
            found.AddRange(target.Glue.Where(address => wanted.Contains(address.AddressFamily)).Select(address => PeerOf(target, address)));
            leftOut.AddRange(target.LeftOut.Where(address => wanted.Contains(address.AddressFamily)));
        }

        // Of a truncated answer only what it brought counts: to ask hundreds of targets one by one would not make it whole.
        var lacking = answer.IsPositive ? await AskLackingAsync(answer.Targets, families, context, cancellationToken).ConfigureAwait(false) : [];
        var failed = answer.Reason;
        var ttl = answer.Ttl;
        foreach (var (target, of) in lacking)
        {
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
            Server = asked.Server,
            Configured = context.Configuration.NameServers,
            IsSecondHand = asked.IsSecondHand,
            Targets = [.. answer.Targets.Select(target => target.Host)],
            Named = found,
            LeftOut = leftOut.ToImmutable(),
            Notes = LookupNote.OnLeftOut(leftOut.ToImmutable()),
        };
    }

    private async ValueTask<List<(ServiceTarget Target, CandidateAnswer Of)>> AskLackingAsync(
        ImmutableArray<ServiceTarget> targets, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var asked = await AskTargetsAsync(targets.Where(target => LacksAll(target, families)), families, context, cancellationToken).ConfigureAwait(false);

        // RFC 2181 §9: glue that does not fit is left out without a word, and the last pod that has any may show one of its two families.
        // Where no pod shows two, each has one, or a name for each address as CoreDNS gives it: then nobody is asked.
        if (families.Length > 1 && (targets.Any(target => !families.Any(family => Lacks(target, family))) || asked.Any(one => HasTwoFamilies(one.Of))))
        {
            foreach (var family in families)
            {
                var half = targets.Where(target => Lacks(target, family) && !LacksAll(target, families));
                asked.AddRange(await AskTargetsAsync(half, [family], context, cancellationToken).ConfigureAwait(false));
            }
        }

        return asked;
    }

    private async ValueTask<List<(ServiceTarget Target, CandidateAnswer Of)>> AskTargetsAsync(
        IEnumerable<ServiceTarget> targets, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var answers = new List<(ServiceTarget, CandidateAnswer)>();
        foreach (var some in targets.GroupBy(target => target.Host, StringComparer.OrdinalIgnoreCase).Chunk(AtATime))
        {
            var asked = await Task.WhenAll(some.Select(host => addresses.AskAsync(host.Key, families, QuestionPurpose.Beside, context, cancellationToken).AsTask())).ConfigureAwait(false);
            answers.AddRange(some.Zip(asked).SelectMany(pair => pair.First.Select(target => (target, pair.Second))));
        }

        return answers;
    }

    private static bool LacksAll(ServiceTarget target, DnsRecordType[] families) => families.All(family => Lacks(target, family));

    private static bool Lacks(ServiceTarget target, DnsRecordType family) =>
        !target.Glue.Concat(target.LeftOut).Any(address => address.AddressFamily == PeerAddress.FamilyOf(family));

    private static bool HasTwoFamilies(CandidateAnswer answer) =>
        answer.Peers.Enumerate().Select(peer => peer.Address.AddressFamily).Distinct().Count() > 1;

    private static Peer PeerOf(ServiceTarget target, IPAddress address) => new(address, target.Port, target.Host.TrimEnd('.'));
}
