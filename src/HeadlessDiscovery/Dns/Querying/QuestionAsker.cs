using System.Net;
using HeadlessDiscovery.ResolvConf;
using Polly;

namespace HeadlessDiscovery.Dns;

/// <summary>Asks one question: one server at a time, with hedging, failover and the rule whose negative answers count.</summary>
internal sealed class QuestionAsker(IDnsTransport transport, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
{
    // A server that answers at all answers within this; a silent one must not delay the next lookup.
    private static readonly TimeSpan PlainTimeout = TimeSpan.FromSeconds(1);

    private static readonly AskedAnswer OutOfTime = new(VerifiedAnswer.Failed(LookupReason.Deadline), null);

    private readonly TryRunner runner = new(transport, health, hedgeDelay, time);
    private readonly ResiliencePipeline<AskedAnswer> pipeline = TryPipeline.Of(time);

    /// <summary>The answer of the first server that can give one. Throws only where the token is cancelled, and not for the lookup's own deadline.</summary>
    public ValueTask<AskedAnswer> AskAsync(DnsQuestion question, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken) => context.IsOver
        ? new(OutOfTime)
        : RunAsync(new QuestionTries(question, purpose, context, health, hedgeDelay, time), cancellationToken);

    private async ValueTask<AskedAnswer> RunAsync(QuestionTries tries, CancellationToken cancellationToken)
    {
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        TryPipeline.Begin(resilience, tries);
        try
        {
            var outcome = await pipeline
                .ExecuteOutcomeAsync(static (execution, state) => state.Asker.TryAsync(state.Tries, execution.CancellationToken), resilience, (Asker: this, Tries: tries))
                .ConfigureAwait(false);
            outcome.ThrowIfException();
            cancellationToken.ThrowIfCancellationRequested();
            var asked = outcome.Result!;
            return tries.HasHeardNothing ? await WithoutEdnsAsync(tries, asked, cancellationToken).ConfigureAwait(false)
                : ZoneBelow(tries, asked) is { } zone ? await HeldAgainstAsync(zone, asked, tries.Context, cancellationToken).ConfigureAwait(false)
                : asked;
        }
        catch (OperationCanceledException) when (tries.Context.IsOver)
        {
            return OutOfTime;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private async ValueTask<Outcome<AskedAnswer>> TryAsync(QuestionTries tries, CancellationToken overtaken)
    {
        var (index, server) = tries.Next();
        try
        {
            var answer = await runner.RunAsync(tries, index, server, tries.TimeFor(index), overtaken).ConfigureAwait(false);
            tries.HasHeardNothing &= answer.Reason == LookupReason.Timeout;
            var judged = Judge(tries, server, answer, tries.OvertakesAnother(index));
            if (judged.GoesOn)
            {
                tries.Failed(answer.Reason);
            }

            tries.End(index, answer.IsPositive ? judged : null);
            if (answer.IsNegative || (answer.IsPositive && tries.Context.LacksAnyone(tries.Question, answer)))
            {
                // Meanwhile an earlier try may have failed.
                judged = await tries.EarlierEndedAsync(index, overtaken).ConfigureAwait(false) ?? Judge(tries, server, answer, tries.OvertakesAnother(index));
            }

            return Outcome.FromResult(judged);
        }
        catch (OperationCanceledException exception)
        {
            // Overtaken by a later try, or out of time.
            return Outcome.FromException<AskedAnswer>(exception);
        }
        finally
        {
            tries.End(index, null);
        }
    }

    /// <summary>The try behind all others, after silence on each of them; what it brings, or the silence where there is none to make.</summary>
    private async ValueTask<AskedAnswer> WithoutEdnsAsync(QuestionTries tries, AskedAnswer silence, CancellationToken cancellationToken)
    {
        var context = tries.Context;
        var server = tries.Purpose == QuestionPurpose.Beside || tries.IsBrief || context.Configuration.UseTcp || context.IsOver
            ? null
            : context.Servers.FirstOrDefault(one => health.Of(one).IsSilent && health.Of(one).UsesEdns);
        if (server is null)
        {
            tries.WereUnanswered();
            return silence;
        }

        try
        {
            var limit = context.Configuration.Timeout < PlainTimeout ? context.Configuration.Timeout : PlainTimeout;
            var answer = await runner.RunAsync(tries, TryPipeline.MostTries, server, limit, cancellationToken).ConfigureAwait(false);
            if (answer.Reason == LookupReason.Timeout)
            {
                tries.WereUnanswered();
            }

            return Judge(tries, server, answer, overtakes: false);
        }
        catch (OperationCanceledException) when (context.IsOver)
        {
            return silence;
        }
    }

    // The cluster zone of a denied name whose denial comes from a zone above it, by a server that has returned records in that zone. From any other one the zone may not exist at all.
    private string? ZoneBelow(QuestionTries tries, AskedAnswer asked) =>
        asked is { IsDoubted: false, Server: { } server, Answer: { IsNegative: true, Canonical: null, Zone: { } proved } }
        && tries.Purpose != QuestionPurpose.Beside
        && tries.Context is { HasZone: false } context
        && context.ClusterZoneOf(tries.Question.Name) is { } zone
        && !IsIn(zone, proved)
        && (health.Knows(tries.Question.Name, server) || health.KnowsAny(context.Candidates.Where(name => context.ClusterZoneOf(name) == zone), server))
            ? zone
            : null;

    /// <summary>
    /// A denial from above the cluster's zone. CoreDNS passes one on where its zone falls through; a forwarder that resorts to a public resolver gives the same while CoreDNS is down.
    /// A name that exists in every cluster tells the two apart.
    /// </summary>
    private async ValueTask<AskedAnswer> HeldAgainstAsync(string zone, AskedAnswer denied, AskContext context, CancellationToken cancellationToken)
    {
        var server = denied.Server!;
        var control = await AskAsync(new DnsQuestion($"kubernetes.default.svc.{zone}.", DnsRecordType.A), QuestionPurpose.Beside, context, cancellationToken).ConfigureAwait(false);
        if (Equals(control.Server, server) && (control.Answer.IsPositive || (control.Answer is { IsNegative: true, Zone: { } proved } && IsIn(zone, proved))))
        {
            context.HasZone = true;
            return denied;
        }

        // The next lookup asks the others first.
        context.Failed(server);
        health.Of(server).Failed(wasSilent: false);
        return denied with { IsDoubted = true, HasLostZone = true };
    }

    private AskedAnswer Judge(QuestionTries tries, IPEndPoint server, VerifiedAnswer answer, bool overtakes)
    {
        var context = tries.Context;
        var isContradicted = health.IsContradicted(tries.Question, server, answer);
        var isDoubted = (isContradicted && answer.IsNegative) || answer.IsHearsay || (answer.IsNegative && !MayDeny(tries, server, answer));
        var hasOthers = isContradicted && answer.IsNegative && context.Servers.Length > 1;
        return new AskedAnswer(answer, server)
        {
            IsDoubted = isDoubted,
            IsContradicted = isContradicted,
            IsSecondHand = overtakes || context.AnotherFailed(server),
            GoesOn = TryPipeline.GoesOn(answer) || hasOthers || (isDoubted && !context.AnotherFailed(server) && health.StandsInForOneThatSpoke(server, context.Configuration.NameServers)),
        };
    }

    // A server that is queried first only because another one failed may be as much a stranger as one that is queried after it.
    private bool MayDeny(QuestionTries tries, IPEndPoint server, VerifiedAnswer answer)
    {
        var context = tries.Context;
        return !context.AnotherFailed(server) && tries.Purpose switch
        {
            QuestionPurpose.Pinned => health.Knows(tries.Question.Name, server),
            QuestionPurpose.Candidate => !health.StandsIn(server, context.Configuration.NameServers) || health.KnowsAny(context.Candidates, server) || HasClusterZone(answer, context),
            _ => true,
        };
    }

    private static bool HasClusterZone(VerifiedAnswer answer, AskContext context)
    {
        foreach (var zone in context.ClusterZones)
        {
            if (answer.Zone is { } proved && IsIn(zone, proved))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(string zone, string proved) => ClusterZone.Contains(zone, proved.AsSpan().TrimEnd('.'));
}
