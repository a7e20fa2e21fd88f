using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Asks the SRV name of a service, and the addresses of the targets that came without glue.</summary>
internal sealed class ServiceQuestions(QuestionAsker asker, TimeProvider time)
{
    private const int AtATime = 16;

    private readonly AddressQuestions addresses = new(asker, port: null);
    private readonly TargetAddresses kept = new(time);

    /// <summary>Forgets the addresses of targets: the servers are others now.</summary>
    public void Forget() => kept.Forget();

    public async ValueTask<PeerAnswer> AskAsync(AddressQuery query, string serviceName, AskContext context, CancellationToken cancellationToken)
    {
        var asked = await asker.AskAsync(new DnsQuestion(serviceName, DnsRecordType.Srv), query.Purpose, context, cancellationToken).ConfigureAwait(false);
        var answer = asked.Believed;
        if (answer.Targets.IsEmpty)
        {
            return new PeerAnswer
            {
                Outcome = answer.IsNegative ? LookupOutcome.Empty : LookupOutcome.Unknown,
                Reason = answer.Reason,
                Ttl = answer.Ttl,
                Canonical = answer.Canonical,
                Server = asked.Server,
                Configured = context.Configuration.NameServers,
                IsSecondHand = asked.IsSecondHand,
                IsUnproven = answer is { Reason: LookupReason.NoData, HasProof: false },
                Notes = asked.HasLostZone ? LookupNote.OnLostZone(context.ClusterZoneOf(query.Name)!) : [],
            };
        }

        return await WithTargetsAsync(query, asked, context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<PeerAnswer> WithTargetsAsync(AddressQuery query, AskedAnswer asked, AskContext context, CancellationToken cancellationToken)
    {
        var families = query.Families;
        var answer = asked.Believed;
        var found = new List<Peer>(answer.Targets.Length);
        var leftOut = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (var target in answer.Targets)
        {
            foreach (var address in target.Glue)
            {
                if (IsWanted(address, families))
                {
                    found.Add(PeerOf(target, address));
                }
            }

            foreach (var address in target.LeftOut)
            {
                if (IsWanted(address, families))
                {
                    leftOut.Add(address);
                }
            }
        }

        // Of a truncated answer only what it brought counts: to ask hundreds of targets one by one would not make it whole.
        var lacking = answer.IsPositive ? await AskLackingAsync(answer.Targets, families, context, cancellationToken).ConfigureAwait(false) : [];
        var failed = answer.Reason;
        var (ttl, copyTtl) = (answer.Ttl, answer.RecordsTtl);
        foreach (var (target, of) in lacking)
        {
            found.AddRange(of.Peers.Enumerate().Select(peer => PeerOf(target, peer.Address)));
            leftOut.AddRange(of.LeftOut);
            failed = of.Outcome == LookupOutcome.Unknown && !of.HasOnlyUnusable ? of.Reason : failed;
            var own = of.Outcome == LookupOutcome.Found ? of.Ttl : null;
            ttl = own < ttl ? own : ttl;
            copyTtl = own is not null && of.CopyTtl < copyTtl && LacksKnown(target.Host, of, families, context) ? of.CopyTtl : copyTtl;
        }

        // SRV records that lead to no address at all say nothing about who is there.
        var reason = failed == LookupReason.None && found.Count == 0 ? LookupReason.Unverified : failed;
        return new PeerAnswer
        {
            Outcome = reason == LookupReason.None ? LookupOutcome.Found : LookupOutcome.Unknown,
            Reason = reason,
            Name = reason == LookupReason.None ? query.Name : null,
            Peers = new AnsweredPeers(found),
            Ttl = ttl,
            CopyTtl = copyTtl,
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

    private async ValueTask<List<(ServiceTarget Target, PeerAnswer Of)>> AskLackingAsync(
        ImmutableArray<ServiceTarget> targets, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var lacking = new List<ServiceTarget>();
        var halves = new List<ServiceTarget>();
        foreach (var target in targets)
        {
            var lacks = 0;
            foreach (var family in families)
            {
                lacks += Lacks(target, family) ? 1 : 0;
            }

            (lacks == families.Length ? lacking : lacks > 0 ? halves : null)?.Add(target);
        }

        kept.Begin();
        var asked = await AskTargetsAsync(lacking, families, context, cancellationToken).ConfigureAwait(false);

        // RFC 2181 §9: glue that does not fit is left out without a word, and the last pod that has any may show one of its two families.
        // Where no pod shows two, each has one, or a name for each address as CoreDNS gives it: then nobody is asked.
        if (halves.Count > 0 && (lacking.Count + halves.Count < targets.Length || asked.Any(one => HasTwoFamilies(one.Of))))
        {
            foreach (var family in families)
            {
                asked.AddRange(await AskTargetsAsync(halves.Where(target => Lacks(target, family)), [family], context, cancellationToken).ConfigureAwait(false));
            }
        }

        kept.End();
        return asked;
    }

    private async ValueTask<List<(ServiceTarget Target, PeerAnswer Of)>> AskTargetsAsync(
        IEnumerable<ServiceTarget> targets, DnsRecordType[] families, AskContext context, CancellationToken cancellationToken)
    {
        var answers = new List<(ServiceTarget, PeerAnswer)>();
        var unknown = new List<IGrouping<string, ServiceTarget>>();
        foreach (var host in targets.GroupBy(target => target.Host, StringComparer.OrdinalIgnoreCase))
        {
            // An answer that is kept must not say three times that somebody is missing.
            if (kept.Find(host.Key, families) is { } answer && !LacksKnown(host.Key, answer, families, context))
            {
                answers.AddRange(host.Select(target => (target, answer)));
            }
            else
            {
                unknown.Add(host);
            }
        }

        foreach (var some in unknown.Chunk(AtATime))
        {
            var asked = await Task.WhenAll(some.Select(host => addresses.AskAsync(new AddressQuery(host.Key, families, QuestionPurpose.Beside), context, cancellationToken).AsTask())).ConfigureAwait(false);
            for (var i = 0; i < some.Length; i++)
            {
                kept.Keep(some[i].Key, families, asked[i]);
                answers.AddRange(some[i].Select(target => (target, asked[i])));
            }
        }

        return answers;
    }

    /// <summary>Whether the answer about a host lacks an address under which it is known.</summary>
    private static bool LacksKnown(string host, PeerAnswer answer, DnsRecordType[] families, AskContext context)
    {
        foreach (var address in context.KnownOf(host))
        {
            if (IsWanted(address, families) && !answer.Peers.Enumerate().Any(one => AddressOrder.Same(one.Address, address)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Lacks(ServiceTarget target, DnsRecordType family)
    {
        var wanted = PeerAddress.FamilyOf(family);
        return !HasAny(target.Glue, wanted) && !HasAny(target.LeftOut, wanted);
    }

    private static bool HasAny(ImmutableArray<IPAddress> addresses, AddressFamily family)
    {
        foreach (var address in addresses)
        {
            if (address.AddressFamily == family)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWanted(IPAddress address, DnsRecordType[] families)
    {
        foreach (var family in families)
        {
            if (PeerAddress.FamilyOf(family) == address.AddressFamily)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasTwoFamilies(PeerAnswer answer) =>
        answer.Peers.Enumerate().Select(peer => peer.Address.AddressFamily).Distinct().Count() > 1;

    private static Peer PeerOf(ServiceTarget target, IPAddress address) => new(address, target.Port, target.Host.TrimEnd('.'));
}
