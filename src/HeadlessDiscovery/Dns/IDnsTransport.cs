using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The seam to the network: one message to one server. Sockets are behind it, or a script in tests.</summary>
internal interface IDnsTransport
{
    /// <summary>Sends one question and reads one reply to it. Throws only <see cref="OperationCanceledException"/>, also as <see cref="UnfitRepliesException"/>.</summary>
    ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken);
}
