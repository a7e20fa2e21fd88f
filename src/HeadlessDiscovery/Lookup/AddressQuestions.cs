using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Lookup;

/// <summary>Asks one name for its addresses in every wanted family, and makes one answer of them.</summary>
internal sealed class AddressQuestions(QuestionAsker asker, int? port)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CandidateAnswer> AskAsync(string name, DnsRecordType[] families, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        var first = asker.AskAsync(new DnsQuestion(name, families[0]), purpose, context, cancellationToken);
        if (families.Length == 1)
        {
            return Single(name, await first.ConfigureAwait(false));
        }

        if (context.Configuration.SingleRequest)
        {
            var before = await first.ConfigureAwait(false);
            return Combine(name, before, await asker.AskAsync(new DnsQuestion(name, families[1]), purpose, context, cancellationToken).ConfigureAwait(false));
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

        return Combine(name, answered, await second.ConfigureAwait(false));
    }

    private CandidateAnswer Combine(string name, AskedAnswer left, AskedAnswer right)
    {
        var (a, b) = (Believe(left, right), Believe(right, left));
        var leftOut = a.LeftOut.AddRange(b.LeftOut);
        if (a.IsFailure || b.IsFailure)
        {
            // Half of a dual-stack answer must not look like the whole: the other half would be removed.
            // A no that is only doubted is no failure: the order in which the two came must not choose the reason.
            var alike = a.IsFailure && b.IsFailure && left.Answer.IsFailure == right.Answer.IsFailure;
            var one = alike ? a.Reason : LookupReason.FamilyFailed;
            var reason = a.Reason == LookupReason.Truncated || b.Reason == LookupReason.Truncated ? LookupReason.Truncated : one;
            return new CandidateAnswer { Outcome = LookupOutcome.Unknown, Reason = reason, Peers = PeersOf(a).Union(PeersOf(b)), Canonical = a.Canonical ?? b.Canonical, LeftOut = leftOut, Notes = LookupNote.OnLeftOut(leftOut), HasOnlyUnusable = HaveOnlyUnusable(a, b) };
        }

        if (a.IsNegative && b.IsNegative)
        {
            return new CandidateAnswer
            {
                Outcome = LookupOutcome.Empty,
                Reason = a.Reason == LookupReason.NoData || b.Reason == LookupReason.NoData ? LookupReason.NoData : LookupReason.NxDomain,
                Ttl = a.Ttl is { } left1 && b.Ttl is { } right1 ? Min(left1, right1) : null,
                Canonical = a.Canonical ?? b.Canonical,
            };
        }

        return new CandidateAnswer
        {
            Outcome = LookupOutcome.Found,
            Name = name,
            Server = Equals(left.Server, right.Server) ? left.Server : null,
            Peers = PeersOf(a).Union(PeersOf(b)),
            Ttl = a.IsPositive && b.IsPositive ? Min(a.Ttl!.Value, b.Ttl!.Value) : (a.IsPositive ? a : b).Ttl,
            Canonical = a.Canonical ?? b.Canonical,
            LeftOut = leftOut,
            Notes = LookupNote.OnLeftOut(leftOut),
        };
    }

    private static bool HaveOnlyUnusable(VerifiedAnswer a, VerifiedAnswer b) =>
        (a.HasOnlyUnusable && (b.HasOnlyUnusable || b.IsNegative)) || (b.HasOnlyUnusable && a.IsNegative);

    // NODATA beside records that the same server gave for the same name is not the word of a stranger.
    private static VerifiedAnswer Believe(AskedAnswer asked, AskedAnswer other) =>
        asked is { IsDoubted: true, Answer.Reason: LookupReason.NoData } && (other.Answer.IsPositive || other.Answer.HasOnlyUnusable) && Equals(asked.Server, other.Server)
            ? asked.Answer
            : asked.Believed;

    private CandidateAnswer Single(string name, AskedAnswer asked)
    {
        var answer = asked.Believed;
        return new CandidateAnswer
        {
            Outcome = answer.IsPositive ? LookupOutcome.Found : answer.IsNegative ? LookupOutcome.Empty : LookupOutcome.Unknown,
            Name = answer.IsPositive ? name : null,
            Server = asked.Server,
            Reason = answer.Reason,
            Peers = PeersOf(answer),
            Ttl = answer.Ttl,
            Canonical = answer.Canonical,
            LeftOut = answer.LeftOut,
            HasOnlyUnusable = answer.HasOnlyUnusable,
            Notes = LookupNote.OnLeftOut(answer.LeftOut),
        };
    }

    private AnsweredPeers PeersOf(VerifiedAnswer answer) =>
        answer.AddressCount == 0 ? AnsweredPeers.None : new AnsweredPeers(answer.Addresses, answer.AddressCount, port);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
