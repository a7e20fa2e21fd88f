using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>Finds out beside a lookup whether a server that failed answers again, so that no lookup waits for it.</summary>
internal sealed class ServerProbe(IDnsTransport transport, ServerHealth health, TimeProvider time)
{
    /// <summary>One query to a server that failed long enough ago, and one with EDNS to a server that answered without it after a silence.</summary>
    /// <param name="question">What is queried.</param>
    /// <param name="context">The servers of the lookup.</param>
    /// <param name="cancellationToken">Ends the probe; the lookup does not wait for it.</param>
    public void Start(DnsQuestion question, AskContext context, CancellationToken cancellationToken)
    {
        if (health.TakeProbe(context.Servers) is { } server)
        {
            _ = ProbeAsync(question, server, health.Of(server).UsesEdns, context.Configuration, cancellationToken);
        }

        if (health.TakeEdnsProbe(context.Servers) is { } plain)
        {
            _ = ProbeAsync(question, plain, edns: true, context.Configuration, cancellationToken);
        }
    }

    private async Task ProbeAsync(DnsQuestion question, IPEndPoint server, bool edns, ResolverConfiguration configuration, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(configuration.Timeout, time, cancellationToken);
        try
        {
            var times = new WireTimes(time);
            var exchange = await transport.ExchangeAsync(question, server, new DnsExchangeOptions(configuration.UseTcp, edns) { Times = times }, deadline.Token).ConfigureAwait(false);
            var reason = AnswerVerifier.Verify(question, exchange, server).Reason;
            if (reason is LookupReason.None or LookupReason.NxDomain or LookupReason.NoData or LookupReason.Truncated)
            {
                var memory = health.Of(server);
                memory.Took(times.Elapsed);
                memory.Answered();
                if (edns)
                {
                    memory.AnsweredWithEdns();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Silent, or the resolver is disposed: the server stays last.
        }
    }
}
