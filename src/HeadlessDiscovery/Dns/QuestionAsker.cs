using System.Net;
using Polly;
using Polly.Timeout;

namespace HeadlessDiscovery.Dns;

/// <summary>Asks one question: one server at a time, with hedging, failover and the rule who may say no.</summary>
internal sealed class QuestionAsker(IDnsTransport transport, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
{
    private TryPipelines? pipelines;

    /// <summary>The answer of the first server that can give one. Throws only where the token is cancelled.</summary>
    public async ValueTask<AskedAnswer> AskAsync(DnsQuestion question, bool isPinned, AskContext context, CancellationToken cancellationToken)
    {
        var configuration = context.Configuration;
        var current = TryPipelines.For(configuration.Attempts * context.Servers.Length, configuration.Timeout, hedgeDelay, time, pipelines);
        pipelines = current;
        var tries = new QuestionTries(question, isPinned, context, current.Tries);
        var resilience = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var outcome = await (context.Hedge ? current.Hedged : current.Sequential)
                .ExecuteOutcomeAsync(static (execution, state) => state.Asker.TryAsync(state.Tries, state.OneTry, execution), resilience, (Asker: this, Tries: tries, current.OneTry))
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            outcome.ThrowIfException();
            return outcome.Result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(resilience);
        }
    }

    private async ValueTask<Outcome<AskedAnswer>> TryAsync(QuestionTries tries, ResiliencePipeline oneTry, ResilienceContext execution)
    {
        var (index, server) = tries.Next();
        var startTimestamp = time.GetTimestamp();
        var trace = tries.Context.Begin(tries.Question, server);
        var overtaken = execution.CancellationToken;
        try
        {
            var (answer, message) = await ExchangeInTimeAsync(tries, index, server, trace, oneTry, overtaken).ConfigureAwait(false);
            trace.End(time, answer, message);
            Remember(tries, server, answer);
            tries.End(index);
            if (answer.IsNegative)
            {
                await tries.EarlierEndedAsync(index, overtaken).ConfigureAwait(false);
            }

            return Outcome.FromResult(new AskedAnswer(answer, server, answer.IsNegative && !MaySayNo(tries, server)));
        }
        catch (OperationCanceledException exception)
        {
            // Overtaken by a later try: a server that was silent for longer than the hedge waits is asked last for a while.
            if (hedgeDelay >= TimeSpan.Zero && time.GetElapsedTime(startTimestamp) >= hedgeDelay)
            {
                health.StayedSilent(server);
            }

            return Outcome.FromException<AskedAnswer>(exception);
        }
        finally
        {
            tries.End(index);
        }
    }

    private async ValueTask<(VerifiedAnswer Answer, DnsMessage? Message)> ExchangeInTimeAsync(
        QuestionTries tries, int index, IPEndPoint server, TryTrace trace, ResiliencePipeline oneTry, CancellationToken cancellationToken)
    {
        try
        {
            return await oneTry.ExecuteAsync(
                static (state, token) => state.Asker.ExchangeAsync(state.Tries, state.Index, state.Server, state.Trace, token),
                (Asker: this, Tries: tries, Index: index, Server: server, Trace: trace),
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            return (VerifiedAnswer.Failed(LookupReason.Timeout), null);
        }
    }

    private async ValueTask<(VerifiedAnswer Answer, DnsMessage? Message)> ExchangeAsync(
        QuestionTries tries, int index, IPEndPoint server, TryTrace trace, CancellationToken cancellationToken)
    {
        var context = tries.Context;
        var options = new DnsExchangeOptions(
            Tcp: context.Configuration.UseTcp || (context.TcpFirst && index == 0),
            Edns: true,
            FreshSocket: context.FreshSockets || index > 0);
        var (answer, message) = await SendAsync(tries, server, trace, options, cancellationToken).ConfigureAwait(false);
        if (answer.Reason == LookupReason.Truncated && !options.Tcp)
        {
            // RFC 7766 §5: the same question, the same server, over TCP.
            context.SawTruncation = true;
            options = options with { Tcp = true };
            (answer, message) = await SendAsync(tries, server, trace, options, cancellationToken).ConfigureAwait(false);
        }

        if (answer.Reason is LookupReason.FormErr or LookupReason.NotImp)
        {
            // RFC 6891 §7: a server that does not know EDNS is asked once without.
            (answer, message) = await SendAsync(tries, server, trace, options with { Edns = false }, cancellationToken).ConfigureAwait(false);
        }

        return (answer, message);
    }

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
            health.AnsweredWithRecords(tries.Question.Name, server);
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

    private bool MaySayNo(QuestionTries tries, IPEndPoint server) =>
        !tries.Context.SomeoneFailed
        && (!tries.IsPinned || health.HasAnsweredWithRecords(tries.Question.Name, server));
}
