using System.Net;
using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Dns;

/// <summary>One try: a question to one server, its verification, and what is remembered of that server.</summary>
internal sealed class TryRunner(IDnsTransport transport, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
{
    // Shorter than this, an abandoned try says nothing about its server.
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromMilliseconds(300);

    private readonly TimeSpan patience = hedgeDelay > TimeSpan.Zero ? hedgeDelay : DefaultPatience;

    /// <summary>The verified answer; a time-out is one too. Throws where the token ended for another reason than the try's own time.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<VerifiedAnswer> RunAsync(
        DnsQuestion question, QuestionPurpose purpose, AskContext context, int index, IPEndPoint server, ReusableDeadline deadline, CancellationToken token)
    {
        var trace = context.Begin(question, server);
        VerifiedAnswer answer;
        DnsMessage? message;
        try
        {
            (answer, message) = await ExchangeAsync(question, purpose, context, index, server, trace, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsTimeOver)
        {
            (answer, message) = (VerifiedAnswer.Failed(LookupReason.Timeout), null);
        }
        catch (OperationCanceledException)
        {
            // A server that was silent for longer than the hedge waits is asked last for a while.
            if (trace.Elapsed(time) >= patience)
            {
                health.StayedSilent(server);
            }

            throw;
        }

        trace.End(time, answer, message);
        Remember(question, purpose, context, server, answer);
        return answer;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(VerifiedAnswer Answer, DnsMessage? Message)> ExchangeAsync(
        DnsQuestion question, QuestionPurpose purpose, AskContext context, int index, IPEndPoint server, TryTrace trace, CancellationToken token)
    {
        var options = new DnsExchangeOptions(
            Tcp: context.Configuration.UseTcp || (context.TcpFirst && purpose == QuestionPurpose.Pinned && index == 0),
            Edns: true,
            FreshSocket: context.FreshSockets || index > 0);
        while (true)
        {
            trace.Transport = options.Tcp ? "tcp" : "udp";
            var exchange = await transport.ExchangeAsync(question, server, options, token).ConfigureAwait(false);
            var answer = exchange.Message is { } message
                ? AnswerVerifier.Verify(question, message, IPAddress.IsLoopback(server.Address))
                : VerifiedAnswer.Failed(exchange.Failure);
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
                return (answer, exchange.Message);
            }
        }
    }

    private void Remember(DnsQuestion question, QuestionPurpose purpose, AskContext context, IPEndPoint server, VerifiedAnswer answer)
    {
        if (answer.IsPositive)
        {
            if (purpose != QuestionPurpose.Beside)
            {
                health.AnsweredWithRecords(question.Name, server);
            }
        }
        else if (answer.IsFailure)
        {
            context.SomeoneFailed = true;
            if (answer.Reason == LookupReason.Timeout)
            {
                health.StayedSilent(server);
            }
        }
    }
}
