using System.Collections.Immutable;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Queries one name for its addresses in every wanted family, and makes one answer of them.</summary>
internal sealed class AddressQuestions(QuestionAsker asker, int? port)
{
    // As many as CoreDNS follows (maxCnameChainLength).
    private const int MostAliases = 10;

    public ValueTask<PeerAnswer> AskAsync(AddressQuery query, AskContext context, CancellationToken cancellationToken) =>
        query.Families is [var family] ? SingleAsync(query, family, context, cancellationToken) : PairAsync(query, context, cancellationToken);

    private async ValueTask<PeerAnswer> SingleAsync(AddressQuery query, DnsRecordType family, AskContext context, CancellationToken cancellationToken)
    {
        var asked = await asker.AskAsync(new DnsQuestion(query.Name, family), query.Purpose, context, cancellationToken).ConfigureAwait(false);
        asked = await FollowAsync(asked, family, context, cancellationToken).ConfigureAwait(false);
        return Judged(query, Single(query.Name, family, asked, context), context);
    }

    private async ValueTask<PeerAnswer> PairAsync(AddressQuery query, AskContext context, CancellationToken cancellationToken)
    {
        var (v4, v6) = await AskBothAsync(query, context, cancellationToken).ConfigureAwait(false);
        v4 = await FollowAsync(v4, DnsRecordType.A, context, cancellationToken).ConfigureAwait(false);
        v6 = await FollowAsync(v6, DnsRecordType.Aaaa, context, cancellationToken).ConfigureAwait(false);
        var a = Single(query.Name, DnsRecordType.A, v4 with { IsDoubted = v4.IsDoubted && !IsVouchedFor(v4, v6) }, context);
        var b = Single(query.Name, DnsRecordType.Aaaa, v6 with { IsDoubted = v6.IsDoubted && !IsVouchedFor(v6, v4) }, context);
        return Judged(query, FamilyPair.Of(Lame(a, v4, v6), TranslatedAddresses.LeaveOut(Lame(b, v6, v4), a)), context);
    }

    private async ValueTask<(AskedAnswer First, AskedAnswer Second)> AskBothAsync(AddressQuery query, AskContext context, CancellationToken cancellationToken)
    {
        var first = asker.AskAsync(new DnsQuestion(query.Name, query.Families[0]), query.Purpose, context, cancellationToken);
        var next = new DnsQuestion(query.Name, query.Families[1]);
        if (context.Configuration.SingleRequest)
        {
            return (await first.ConfigureAwait(false), await asker.AskAsync(next, query.Purpose, context, cancellationToken).ConfigureAwait(false));
        }

        var second = asker.AskAsync(next, query.Purpose, context, cancellationToken).AsTask();
        try
        {
            var answered = await first.ConfigureAwait(false);
            return (answered, await second.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Both questions end by the same token: wait, so that nothing is left running unobserved.
            await ((Task)second).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Queries the name that an alias leads to, until there are records or a denial; an answer that is no open alias comes back as it is.</summary>
    private async ValueTask<AskedAnswer> FollowAsync(AskedAnswer alias, DnsRecordType type, AskContext context, CancellationToken cancellationToken)
    {
        var asked = alias;
        for (var i = 0; i < MostAliases && asked.Answer.IsOpenAlias; i++)
        {
            var next = await asker.AskAsync(new DnsQuestion(asked.Answer.Canonical!, type), QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false);
            asked = next with { Answer = next.Answer.Through(asked.Answer), IsDoubted = next.IsDoubted || (next.Answer.IsNegative && !next.Answer.HasProof) };
        }

        return asked;
    }

    // NODATA beside records that the same server gave for the same name is not the word of a stranger. One without proof stays doubted where this family had records.
    private static bool IsVouchedFor(AskedAnswer asked, AskedAnswer other) =>
        asked is { IsContradicted: false, Answer.Reason: LookupReason.NoData } && (other.Answer.IsPositive || other.Answer.HasOnlyUnusable) && Equals(asked.Server, other.Server);

    // A server that gave records of one family and is lame for the other has none of that family, and says so badly.
    private static PeerAnswer Lame(PeerAnswer answer, AskedAnswer asked, AskedAnswer other) =>
        answer.Reason == LookupReason.Lame && !asked.IsContradicted && other.Answer.IsPositive && Equals(answer.Server, other.Server)
            ? answer with { Outcome = LookupOutcome.Empty, Reason = LookupReason.NoData }
            : answer;

    private static PeerAnswer Judged(AddressQuery query, PeerAnswer answer, AskContext context) =>
        !query.IsOfService ? answer
        : answer.Peers.Count == 0 ? AnswerNotes.WithAlias(query.Name, answer, context.Candidates)
        : AliasRule.Judge(query.Name, answer, context.LeftOutNames);

    private PeerAnswer Single(string name, DnsRecordType type, AskedAnswer asked, AskContext context)
    {
        var answer = asked.Believed;
        return new PeerAnswer
        {
            Outcome = answer.IsPositive ? LookupOutcome.Found : answer.IsNegative ? LookupOutcome.Empty : LookupOutcome.Unknown,
            Name = answer.IsPositive || (answer.Reason == LookupReason.Truncated && answer.AddressCount > 0) ? name : null,
            Reason = answer.Reason,
            Peers = answer.AddressCount == 0 ? AnsweredPeers.None : new AnsweredPeers(answer.Addresses, answer.AddressCount, port),
            Ttl = answer.Ttl,
            CopyTtl = answer.RecordsTtl,
            Family = PeerAddress.FamilyOf(type),
            Server = asked.Server,
            Configured = context.Configuration.NameServers,
            IsSecondHand = asked.IsSecondHand,
            OrderHash = answer.OrderHash,
            Canonical = asked.Answer.Canonical,
            IsUnproven = answer is { Reason: LookupReason.NoData, HasProof: false },
            IsDoubted = asked.IsDoubted,
            LeftOut = answer.LeftOut,
            HasOnlyUnusable = answer.HasOnlyUnusable,
            Notes = asked.HasLostZone ? LookupNote.OnLostZone(context.ClusterZoneOf(name)!) : LookupNote.OnLeftOut(answer.LeftOut),
        };
    }
}

/// <summary>A name whose addresses are wanted.</summary>
/// <param name="Name">The fully qualified name.</param>
/// <param name="Families">The record types to query.</param>
/// <param name="Purpose">What the addresses are for, which decides whose negative answer counts.</param>
internal readonly record struct AddressQuery(string Name, DnsRecordType[] Families, QuestionPurpose Purpose)
{
    /// <summary>Whether it is a name of the service itself, so that what an alias of it stands for is judged.</summary>
    public bool IsOfService { get; init; }
}
