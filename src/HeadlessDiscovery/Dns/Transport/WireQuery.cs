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

    /// <summary>Whether an exception is the end of an exchange: the token ended, or the socket or the server ended it.</summary>
    /// <remarks>For a filter, and so it stamps the time: to unwind the stack takes a millisecond, and many for the first exception of a process.</remarks>
    public static bool IsEnd(Exception exception, WireTimes? times, CancellationToken cancellationToken)
    {
        if (exception is UnfitRepliesException || !(cancellationToken.IsCancellationRequested || exception is SocketException or IOException))
        {
            return false;
        }

        times?.Arrived();
        return true;
    }

    /// <summary>What such an exchange ends with: a failure of the network. Throws where the token ended.</summary>
    public static DnsExchange Ended(Exception exception, CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? throw new OperationCanceledException("The query was abandoned.", exception, cancellationToken)
        : DnsExchange.Failed(LookupReason.Network, exception);
}
