using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The seam to the network: one message to one server. Sockets are behind it, or a script in tests.</summary>
internal interface IDnsTransport
{
    /// <summary>Sends one question and reads one reply to it. Throws only <see cref="OperationCanceledException"/>, also as <see cref="UnfitRepliesException"/>.</summary>
    ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken);
}

/// <summary>What came of one message to one server: a message, or why there is none.</summary>
internal readonly record struct DnsExchange(DnsMessage? Message, LookupReason Failure, Exception? Error)
{
    public static DnsExchange Of(DnsMessage message) => new(message, LookupReason.None, null);

    public static DnsExchange Failed(LookupReason failure, Exception? error = null) => new(null, failure, error);
}

/// <summary>How one message is sent. Each is on a socket of its own, so that another replica behind the address may answer.</summary>
/// <param name="Tcp">Over TCP; else over UDP, where a reply that cannot be read is the failure <see cref="LookupReason.Truncated"/>.</param>
/// <param name="Edns">With an OPT record that offers 1232 bytes.</param>
internal readonly record struct DnsExchangeOptions(bool Tcp, bool Edns)
{
    /// <summary>Where the transport stamps departure and arrival; null where nobody reads them.</summary>
    public WireTimes? Times { get; init; }

    /// <summary>The peers so far, sorted: of their addresses no second objects are made.</summary>
    public ImmutableArray<Peer> Known { get; init; }
}

/// <summary>The token ended, and datagrams had come of which none fits the query: the server was not silent.</summary>
internal sealed class UnfitRepliesException(Exception cause, CancellationToken token)
    : OperationCanceledException("Datagrams arrived, but none of them is a reply to the query.", cause, token);
