using System.Collections.Immutable;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Queries one name for its addresses in every wanted family, and makes one answer of them.</summary>
internal sealed class AddressQuestions(QuestionAsker asker, int? port)
{
    // As many as CoreDNS follows (maxCnameChainLength).
    private const int MostAliases = 10;

    public async ValueTask<CandidateAnswer> AskAsync(string name, DnsRecordType[] families, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        var first = asker.AskAsync(new DnsQuestion(name, families[0]), purpose, context, cancellationToken);
        if (families.Length == 1)
        {
            var asked = await first.ConfigureAwait(false);
            return Single(name, families[0], await FollowAsync(asked, families[0], context, cancellationToken).ConfigureAwait(false), context);
        }

        if (context.Configuration.SingleRequest)
        {
            var before = await first.ConfigureAwait(false);
            var after = await asker.AskAsync(new DnsQuestion(name, families[1]), purpose, context, cancellationToken).ConfigureAwait(false);
            return await BothAsync(name, before, after, context, cancellationToken).ConfigureAwait(false);
        }

        var second = asker.AskAsync(new DnsQuestion(name, families[1]), purpose, context, cancellationToken).AsTask();
        AskedAnswer answered;
        try
        {
            answered = await first.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Both questions end by the same token: wait, so that nothing is left running unobserved.
            await ((Task)second).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await BothAsync(name, answered, await second.ConfigureAwait(false), context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CandidateAnswer> BothAsync(string name, AskedAnswer v4, AskedAnswer v6, AskContext context, CancellationToken cancellationToken)
    {
        var left = await FollowAsync(v4, DnsRecordType.A, context, cancellationToken).ConfigureAwait(false);
        var right = await FollowAsync(v6, DnsRecordType.Aaaa, context, cancellationToken).ConfigureAwait(false);
        var a = Single(name, DnsRecordType.A, left with { IsDoubted = left.IsDoubted && !IsVouchedFor(left, right) }, context);
        var b = Single(name, DnsRecordType.Aaaa, right with { IsDoubted = right.IsDoubted && !IsVouchedFor(right, left) }, context);
        return FamilyPair.Of(Lame(a, left, right), TranslatedAddresses.LeaveOut(Lame(b, right, left), a));
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
    private static CandidateAnswer Lame(CandidateAnswer answer, AskedAnswer asked, AskedAnswer other) =>
        answer.Reason == LookupReason.Lame && !asked.IsContradicted && other.Answer.IsPositive && Equals(answer.Server, other.Server)
            ? answer with { Outcome = LookupOutcome.Empty, Reason = LookupReason.NoData }
            : answer;

    private CandidateAnswer Single(string name, DnsRecordType type, AskedAnswer asked, AskContext context)
    {
        var answer = asked.Believed;
        return new CandidateAnswer
        {
            Outcome = answer.IsPositive ? LookupOutcome.Found : answer.IsNegative ? LookupOutcome.Empty : LookupOutcome.Unknown,
            Name = answer.IsPositive || (answer.Reason == LookupReason.Truncated && answer.AddressCount > 0) ? name : null,
            Reason = answer.Reason,
            Peers = answer.AddressCount == 0 ? AnsweredPeers.None : new AnsweredPeers(answer.Addresses, answer.AddressCount, port),
            Ttl = answer.Ttl,
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
            Notes = LookupNote.OnLeftOut(answer.LeftOut),
        };
    }
}
