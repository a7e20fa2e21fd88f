using System.Collections.Immutable;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Transport;

/// <summary>A query as it is sent, and what becomes of its exchange.</summary>
/// <param name="Prefixed">The message with the prefix of TCP.</param>
/// <param name="Name">The name in its question.</param>
/// <param name="Known">The peers so far, sorted.</param>
internal readonly record struct WireQuery(byte[] Prefixed, string Name, ImmutableArray<Peer> Known)
{
    /// <summary>The message as UDP carries it.</summary>
    public ReadOnlySpan<byte> Message => Prefixed.AsSpan(TcpExchange.PrefixLength);

    /// <summary>The reply, read from a copy of its own size: the message outlives the exchange, and must never read what the pool holds next.</summary>
    /// <param name="bytes">A reply that fits the query.</param>
    /// <param name="otherwise">The failure where it cannot be read.</param>
    public DnsExchange Reply(ReadOnlySpan<byte> bytes, LookupReason otherwise) =>
        WireMessage.Read(bytes.ToArray(), Name, Known) is { } message ? DnsExchange.Of(message) : DnsExchange.Failed(otherwise);

    /// <summary>What an exchange ends with: a reply, or a failure of the network where the socket or the server ended it. Throws where the token ended.</summary>
    public static async ValueTask<DnsExchange> EndAsync(ValueTask<DnsExchange> exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await exchange.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not UnfitRepliesException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was abandoned.", exception, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return DnsExchange.Failed(LookupReason.Network, exception);
        }
    }
}
