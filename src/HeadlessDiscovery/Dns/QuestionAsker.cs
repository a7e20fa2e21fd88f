using System.Net;
using System.Runtime.CompilerServices;
using Polly;

namespace HeadlessDiscovery.Dns;

/// <summary>Asks one question: one server at a time, with hedging, failover and the rule who may say no.</summary>
/// <remarks>
/// The first try runs by itself, because nearly every question ends with it. Where it fails, or the hedge is due, a Polly pipeline
/// takes it over as its first attempt, and starts the next ones where servers fail or replies are late. From here up to the loop every step waits for the answer, at every refresh, so that their
/// state machines are pooled (docs/performance.md).
/// </remarks>
internal sealed class QuestionAsker(IDnsTransport transport, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
{
    // A server that answers at all answers within this; a silent one must not delay the next lookup.
    private static readonly TimeSpan PlainTimeout = TimeSpan.FromSeconds(1);

    // A later try waits at least as long where the first hedge does not wait at all.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMilliseconds(300);

    private static readonly AskedAnswer OutOfTime = new(VerifiedAnswer.Failed(LookupReason.Deadline), null);

    private readonly TryRunner runner = new(transport, health, hedgeDelay, time);
    private readonly TryPipelines pipelines = new(time);
    private HedgeWait? spareWait;
    private ReusableDeadline? spareDeadline;

    /// <summary>The answer of the first server that can give one. Throws only where the token is cancelled, and not for the look-up's own deadline.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AskedAnswer> AskAsync(DnsQuestion question, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        if (context.IsOver)
        {
            return OutOfTime;
        }

        var deadline = Interlocked.Exchange(ref spareDeadline, null) ?? new ReusableDeadline(time);
        FirstTry? silent = null;
        var begunTimestamp = time.GetTimestamp();
        try
        {
            var token = deadline.Begin(context.Configuration.Timeout, cancellationToken);
            var running = runner.RunAsync(question, purpose, context, index: 0, context.Servers[0], deadline, token);
            VerifiedAnswer answer;
            if (running.IsCompleted || !MayHedge(context))
            {
                answer = await running.ConfigureAwait(false);
            }
            else
            {
                var wait = Interlocked.Exchange(ref spareWait, null) ?? new HedgeWait(time);
                var awaiter = running.ConfigureAwait(false).GetAwaiter();
                if (!await wait.EndsFirstAsync(awaiter, health.HedgeAfter(context.Servers[0], hedgeDelay)).ConfigureAwait(false))
                {
                    silent = new FirstTry(awaiter, wait, deadline);
                    return await GoOnAsync(question, purpose, context, silent, Retransmission(context, begunTimestamp), cancellationToken).ConfigureAwait(false);
                }

                spareWait = wait;
                answer = awaiter.GetResult();
            }

            cancellationToken.ThrowIfCancellationRequested();
            var told = Told(question, purpose, context, context.Servers[0], answer, overtakes: false);
            return !told.GoesOn ? told
                : TryPipelines.Count(context) > 1 ? await GoOnAsync(question, purpose, context, new FirstTry(answer), Retransmission(context, time.GetTimestamp()), cancellationToken).ConfigureAwait(false)
                : answer.Reason == LookupReason.Timeout ? await WithoutEdnsAsync(question, purpose, context, told, cancellationToken).ConfigureAwait(false)
                : told;
        }
        catch (OperationCanceledException) when (context.IsOver)
        {
            return OutOfTime;
        }
        finally
        {
            // A silent try waits with it until it ends itself.
            if (silent is null)
            {
                deadline.End();
                spareDeadline = deadline;
            }
        }
    }

    private Retransmission Retransmission(AskContext context, long begunTimestamp) =>
        new(health.HedgeAfter(context.Servers[0], hedgeDelay), hedgeDelay > DefaultWait ? hedgeDelay : DefaultWait, context.Configuration.Timeout, context.Configuration.UseTcp || context.TcpFirst ? TryPipelines.MostSilentTriesOverTcp : TryPipelines.MostSilentTries, begunTimestamp, time);

    private bool MayHedge(AskContext context) =>
        context.Hedge && hedgeDelay != Timeout.InfiniteTimeSpan && TryPipelines.Count(context) > 1;

    private async ValueTask<AskedAnswer> GoOnAsync(
        DnsQuestion question, QuestionPurpose purpose, AskContext context, FirstTry first, Retransmission retransmission, CancellationToken cancellationToken)
    {
        var tries = new QuestionTries(question, purpose, context, first, MayHedge(context) ? retransmission : null);
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        TryPipelines.Begin(resilience, tries);
        try
        {
            var outcome = await pipelines.Pipeline
                .ExecuteOutcomeAsync(static (execution, state) => state.Asker.TryAsync(state.Tries, execution.CancellationToken), resilience, (Asker: this, Tries: tries))
                .ConfigureAwait(false);
            outcome.ThrowIfException();
            cancellationToken.ThrowIfCancellationRequested();
            return tries.HasHeardNothing ? await WithoutEdnsAsync(question, purpose, context, outcome.Result, cancellationToken).ConfigureAwait(false) : outcome.Result;
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
            var answer = index == 0
                ? await tries.First.EndAsync(overtaken).ConfigureAwait(false)
                : await LaterAsync(tries, index, server, overtaken).ConfigureAwait(false);
            tries.HasHeardNothing &= answer.Reason == LookupReason.Timeout;
            var told = Told(tries.Question, tries.Purpose, tries.Context, server, answer, tries.OvertakesAnother(index));
            if (told.GoesOn)
            {
                tries.Failed();
            }

            tries.End(index, answer.IsPositive ? told : null);
            var lacks = answer.IsNegative || (answer.IsPositive && tries.Context.LacksAnyone(tries.Question, answer));
            var better = lacks ? await tries.EarlierEndedAsync(index, overtaken).ConfigureAwait(false) : null;
            return Outcome.FromResult(better ?? Told(tries.Question, tries.Purpose, tries.Context, server, answer, tries.OvertakesAnother(index)));
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

    private async ValueTask<VerifiedAnswer> LaterAsync(QuestionTries tries, int index, IPEndPoint server, CancellationToken overtaken)
    {
        var deadline = new ReusableDeadline(time);
        var token = deadline.Begin(tries.TimeFor(index), overtaken);
        try
        {
            return await runner.RunAsync(tries.Question, tries.Purpose, tries.Context, index, server, deadline, token).ConfigureAwait(false);
        }
        finally
        {
            deadline.End();
        }
    }

    /// <summary>The try behind all others, after silence on each of them; what it brings, or the silence where there is none to make.</summary>
    private async ValueTask<AskedAnswer> WithoutEdnsAsync(DnsQuestion question, QuestionPurpose purpose, AskContext context, AskedAnswer silence, CancellationToken cancellationToken)
    {
        if (purpose == QuestionPurpose.Beside || !context.Hedge || context.Configuration.UseTcp || context.IsOver
            || context.Servers.FirstOrDefault(one => health.IsSilent(one) && health.UsesEdns(one)) is not { } server)
        {
            return silence;
        }

        var deadline = new ReusableDeadline(time);
        var token = deadline.Begin(context.Configuration.Timeout < PlainTimeout ? context.Configuration.Timeout : PlainTimeout, cancellationToken);
        try
        {
            var answer = await runner.RunAsync(question, purpose, context, TryPipelines.MostTries, server, deadline, token).ConfigureAwait(false);
            return Told(question, purpose, context, server, answer, overtakes: false);
        }
        catch (OperationCanceledException) when (context.IsOver)
        {
            return silence;
        }
        finally
        {
            deadline.End();
        }
    }

    private AskedAnswer Told(DnsQuestion question, QuestionPurpose purpose, AskContext context, IPEndPoint server, VerifiedAnswer answer, bool overtakes)
    {
        var isContradicted = health.IsContradicted(question, server, answer);
        var isDoubted = (isContradicted && answer.IsNegative) || answer.IsHearsay || (answer.IsNegative && !MayDeny(question, purpose, context, server, answer));
        var hasOthers = isContradicted && answer.IsNegative && context.Servers.Length > 1;
        return new AskedAnswer(answer, server)
        {
            IsDoubted = isDoubted,
            IsContradicted = isContradicted,
            IsSecondHand = overtakes || context.AnotherFailed(server),
            GoesOn = TryPipelines.GoesOn(answer) || hasOthers || (isDoubted && !context.AnotherFailed(server) && health.StandsInForOneThatSpoke(server, context.Configuration.NameServers)),
        };
    }

    // A server that is queried first only because another one failed may be as much a stranger as one that is queried after it.
    private bool MayDeny(DnsQuestion question, QuestionPurpose purpose, AskContext context, IPEndPoint server, VerifiedAnswer answer) =>
        !context.AnotherFailed(server) && purpose switch
        {
            QuestionPurpose.Pinned => health.Knows(question.Name, server),
            QuestionPurpose.Candidate => !health.StandsIn(server, context.Configuration.NameServers) || health.KnowsAny(context.Candidates, server) || HasClusterZone(answer, context),
            _ => true,
        };

    private static bool HasClusterZone(VerifiedAnswer answer, AskContext context)
    {
        foreach (var zone in context.ClusterZones)
        {
            if (answer.Zone is { } proved && DnsTtl.IsAtOrBelow(proved, zone))
            {
                return true;
            }
        }

        return false;
    }
}
