using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>One try: a question to one server, its verification, and what is remembered of that server.</summary>
internal sealed class TryRunner(IDnsTransport transport, ServerHealth health, TimeSpan hedgeDelay, TimeProvider time)
{
    // Shorter than this, an abandoned try says nothing about its server.
    private readonly TimeSpan patience = hedgeDelay > TimeSpan.Zero ? hedgeDelay : HeadlessPeersOptions.DefaultHedgeDelay;

    /// <summary>The verified answer; a timeout is one too. Throws where the token ended for another reason than the try's own time.</summary>
    public async ValueTask<VerifiedAnswer> RunAsync(QuestionTries tries, int index, IPEndPoint server, TimeSpan limit, CancellationToken overtaken)
    {
        var memory = health.Of(server);
        var trace = tries.Context.Begin(tries.Question, server);
        var way = FirstWay(tries, index, memory);
        var offersEdns = way.Edns;
        var isNews = memory.UsesEdns;
        var answer = VerifiedAnswer.TimedOut;
        DnsMessage? message = null;
        Exception? error = null;
        VerifiedAnswer? part = null;
        using var deadline = new Deadline(limit, time, overtaken);
        memory.Sent();
        try
        {
            do
            {
                trace.OverTcp = way.Tcp;
                var options = new DnsExchangeOptions(way.Tcp, way.Edns) { Times = trace, Known = tries.Context.Known };
                var exchange = await transport.ExchangeAsync(tries.Question, memory.Server, options, deadline.Token).ConfigureAwait(false);
                message = exchange.Message;
                error = exchange.Error;
                answer = AnswerVerifier.Verify(tries.Question, exchange, memory.Server);
                part ??= answer.Reason == LookupReason.Truncated ? answer : null;
            }
            while (IsAskedAgain(tries, answer, ref way));
        }
        catch (OperationCanceledException exception) when (deadline.IsTimeOver)
        {
            (answer, message) = (exception is UnfitRepliesException ? VerifiedAnswer.Failed(LookupReason.Malformed) : VerifiedAnswer.TimedOut, null);
        }
        catch (OperationCanceledException)
        {
            // A server that was silent for longer than the hedge waits is queried last for a while.
            if (tries.Purpose != QuestionPurpose.Beside && trace.Waited >= patience)
            {
                memory.WasOvertaken(ServerHealth.AskedLastFor);
            }

            throw;
        }

        // A probe beside this try may have found out otherwise by now.
        if (!way.Edns && isNews && message is not null && !TryPipeline.GoesOn(answer))
        {
            memory.AnsweredWithoutEdns(isCertain: offersEdns);
        }

        answer = part is null ? answer : answer.Beside(part);
        trace.End(answer, message, error);
        if (message is not null)
        {
            memory.Took(trace.Elapsed);
            health.WasAnswered(tries.Question);
            tries.Replied(index);
        }

        Remember(tries, memory, answer);
        return answer;
    }

    private static (bool Tcp, bool Edns) FirstWay(QuestionTries tries, int index, ServerMemory memory)
    {
        var context = tries.Context;
        var tcpFirst = context.TcpFirst && tries.Purpose == QuestionPurpose.Pinned && index == 0;
        return (context.Configuration.UseTcp || tcpFirst, UsesEdns(tries, index, memory));
    }

    // RFC 6891 §6.2.6: something on the path may drop what carries an OPT record (BIND, Unbound and systemd-resolved do the same).
    // While backing off it is the last round that goes without, so that an outage costs no query more; otherwise a try behind all others.
    private static bool UsesEdns(QuestionTries tries, int index, ServerMemory memory) => memory.UsesEdns
        && (tries.Context.Configuration.UseTcp || !memory.IsSilent || index < (tries.IsBrief ? QuestionTries.Count(tries.Context) - tries.Context.Servers.Length : TryPipeline.MostTries));

    /// <summary>Whether the answer calls for the same question to the same server in another way, which <paramref name="way"/> then is.</summary>
    private static bool IsAskedAgain(QuestionTries tries, VerifiedAnswer answer, ref (bool Tcp, bool Edns) way)
    {
        if (answer.Reason == LookupReason.Truncated && !way.Tcp)
        {
            // RFC 7766 §5: over TCP.
            tries.Context.Truncated(tries.Question);
            way.Tcp = true;
            return true;
        }

        // RFC 6891 §7: a server that does not know EDNS, or this version of it (BADVERS reads as NOTIMP), is queried once without.
        var refusesEdns = answer.Reason is LookupReason.FormErr or LookupReason.NotImp && way.Edns;
        way.Edns &= !refusesEdns;
        return refusesEdns;
    }

    private void Remember(QuestionTries tries, ServerMemory memory, VerifiedAnswer answer)
    {
        var isBeside = tries.Purpose == QuestionPurpose.Beside;
        if (IsFailureOf(tries.Question, memory, answer))
        {
            tries.Context.Failed(memory.Server);
            if (!isBeside)
            {
                memory.Failed(answer.Reason == LookupReason.Timeout);
            }

            return;
        }

        if (isBeside)
        {
            return;
        }

        if (answer.IsNegative && health.IsContradicted(tries.Question, memory.Server, answer) && tries.Context.Servers.Length > 1)
        {
            // It would say so at every lookup, and the list would be stale for as long.
            tries.Context.Failed(memory.Server);
            memory.Failed(wasSilent: false);
            return;
        }

        memory.Answered();
        if (answer.IsPositive)
        {
            memory.AnsweredWithRecords(tries.Question);
        }
    }

    // What does not fit is no fault of the server, nor is it one to have no records of one family and to say so badly. It is one where it had such records.
    private bool IsFailureOf(DnsQuestion question, ServerMemory memory, VerifiedAnswer answer) =>
        TryPipeline.GoesOn(answer) && !(answer.Reason == LookupReason.Lame && health.Knows(question.Name, memory.Server) && !memory.HasAnsweredWithRecords(question));
}
