using System.Net;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Timeout;

namespace HeadlessDiscovery.Dns;

/// <summary>Asks one question: one server at a time, with hedging, failover and the rule who may say no.</summary>
/// <remarks>From here up to the loop every step waits for the answer, at every refresh, so that their state machines are pooled (docs/performance.md).</remarks>
internal sealed class QuestionAsker(IDnsTransport transport, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
{
    // Shorter than this, an abandoned try says nothing about its server.
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromMilliseconds(300);

    private static readonly AskedAnswer OutOfTime = new(VerifiedAnswer.Failed(LookupReason.Deadline), null, IsDoubted: false);

    private readonly TimeSpan patience = hedgeDelay > TimeSpan.Zero ? hedgeDelay : DefaultPatience;

    private TryPipelines? pipelines;

    /// <summary>The answer of the first server that can give one. Throws only where the token is cancelled, and not for the look-up's own deadline.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AskedAnswer> AskAsync(DnsQuestion question, QuestionPurpose purpose, AskContext context, CancellationToken cancellationToken)
    {
        if (context.IsOver)
        {
            return OutOfTime;
        }

        var configuration = context.Configuration;
        var current = TryPipelines.For(configuration.Attempts * context.Servers.Length, configuration.Timeout, hedgeDelay, time, pipelines);
        pipelines = current;
        var tries = new QuestionTries(question, purpose, context, current.Tries);
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var outcome = await (context.Hedge ? current.Hedged : current.Sequential)
                .ExecuteOutcomeAsync(static (execution, state) => state.Asker.TryAsync(state.Tries, state.OneTry, execution), resilience, (Asker: this, Tries: tries, current.OneTry))
                .ConfigureAwait(false);
            if (outcome.Exception is OperationCanceledException && context.IsOver)
            {
                return OutOfTime;
            }

            outcome.ThrowIfException();
            cancellationToken.ThrowIfCancellationRequested();
            return outcome.Result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<AskedAnswer>> TryAsync(QuestionTries tries, ResiliencePipeline oneTry, ResilienceContext execution)
    {
        var (index, server) = tries.Next();
        var startTimestamp = time.GetTimestamp();
        var trace = tries.Context.Begin(tries.Question, server);
        var overtaken = execution.CancellationToken;
        try
        {
            var (answer, message) = await ExchangeInTimeAsync(tries, index, server, trace, oneTry, execution).ConfigureAwait(false);
            trace.End(time, answer, message);
            Remember(tries, server, answer);
            if (!answer.IsNegative)
            {
                var asked = new AskedAnswer(answer, server, IsDoubted: false);
                tries.End(index, answer.IsPositive ? asked : null);
                return Outcome.FromResult(asked);
            }

            tries.End(index, null);
            var better = await tries.EarlierEndedAsync(index, overtaken).ConfigureAwait(false);
            return Outcome.FromResult(better ?? new AskedAnswer(answer, server, IsDoubted: !MaySayNo(tries, server)));
        }
        catch (OperationCanceledException exception)
        {
            // Overtaken by a later try, or out of time: a server that was silent for longer than the hedge waits is asked last for a while.
            if (!trace.HasEnded && time.GetElapsedTime(startTimestamp) >= patience)
            {
                health.StayedSilent(server);
            }

            return Outcome.FromException<AskedAnswer>(exception);
        }
        finally
        {
            tries.End(index, null);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(VerifiedAnswer Answer, DnsMessage? Message)> ExchangeInTimeAsync(
        QuestionTries tries, int index, IPEndPoint server, TryTrace trace, ResiliencePipeline oneTry, ResilienceContext execution)
    {
        // The context of the try serves its time-out too: one made from a token would be a second set of state machines.
        var outcome = await oneTry.ExecuteOutcomeAsync(
            static (bounded, state) => state.Asker.ExchangeAsync(state.Tries, state.Index, state.Server, state.Trace, bounded.CancellationToken),
            execution,
            (Asker: this, Tries: tries, Index: index, Server: server, Trace: trace)).ConfigureAwait(false);
        if (outcome.Exception is TimeoutRejectedException)
        {
            return (VerifiedAnswer.Failed(LookupReason.Timeout), null);
        }

        outcome.ThrowIfException();
        return outcome.Result;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<(VerifiedAnswer Answer, DnsMessage? Message)>> ExchangeAsync(
        QuestionTries tries, int index, IPEndPoint server, TryTrace trace, CancellationToken cancellationToken)
    {
        var context = tries.Context;
        var options = new DnsExchangeOptions(
            Tcp: context.Configuration.UseTcp || (context.TcpFirst && tries.Purpose == QuestionPurpose.Pinned && index == 0),
            Edns: true,
            FreshSocket: context.FreshSockets || index > 0);
        while (true)
        {
            var (answer, message) = await SendAsync(tries, server, trace, options, cancellationToken).ConfigureAwait(false);
            if (answer.Reason == LookupReason.Truncated && !options.Tcp)
            {
                // RFC 7766 §5: the same question, the same server, over TCP.
                context.SawTruncation = true;
                options = options with { Tcp = true };
            }
            else if (answer.Reason is LookupReason.FormErr or LookupReason.NotImp && options.Edns)
            {
                // RFC 6891 §7: a server that does not know EDNS is asked once without.
                options = options with { Edns = false };
            }
            else
            {
                return Outcome.FromResult((answer, message));
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(VerifiedAnswer Answer, DnsMessage? Message)> SendAsync(
        QuestionTries tries, IPEndPoint server, TryTrace trace, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        trace.Transport = options.Tcp ? "tcp" : "udp";
        var exchange = await transport.ExchangeAsync(tries.Question, server, options, cancellationToken).ConfigureAwait(false);
        return exchange.Message is { } message
            ? (AnswerVerifier.Verify(tries.Question, message, IPAddress.IsLoopback(server.Address)), message)
            : (VerifiedAnswer.Failed(exchange.Failure), null);
    }

    private void Remember(QuestionTries tries, IPEndPoint server, VerifiedAnswer answer)
    {
        if (answer.IsPositive)
        {
            if (tries.Purpose != QuestionPurpose.Beside)
            {
                health.AnsweredWithRecords(tries.Question.Name, server);
            }
        }
        else if (answer.IsFailure)
        {
            tries.Context.SomeoneFailed = true;
            if (answer.Reason == LookupReason.Timeout)
            {
                health.StayedSilent(server);
            }
        }
    }

    // A server that is asked first only because another one is silent may be as much a stranger as one that is asked after it.
    private bool MaySayNo(QuestionTries tries, IPEndPoint server) =>
        !tries.Context.SomeoneFailed
        && (!MustKnow(tries, server) || health.HasAnsweredWithRecords(tries.Question.Name, server));

    private bool MustKnow(QuestionTries tries, IPEndPoint server) => tries.Purpose switch
    {
        QuestionPurpose.Pinned => true,
        QuestionPurpose.Candidate => health.StandsIn(server, tries.Context.Configuration.NameServers),
        _ => false,
    };
}
