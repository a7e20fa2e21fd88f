using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Transport;

/// <summary>The real network: UDP through DnsClient, TCP through our own exchange (docs/design.md says why).</summary>
internal sealed class NetworkTransport : IDnsTransport
{
    private readonly DnsClientTransport udp = new();
    private readonly TcpTransport tcp = new();

    public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken) =>
        options.Tcp
            ? tcp.ExchangeAsync(question, server, options, cancellationToken)
            : udp.ExchangeAsync(question, server, options, cancellationToken);
}
