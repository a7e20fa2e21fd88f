using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Transport;

/// <summary>One message to a server over TCP and one back (RFC 1035 §4.2.2), on a connection that ends with it.</summary>
internal static class TcpExchange
{
    /// <summary>The two bytes before a message that tell its length.</summary>
    public const int PrefixLength = 2;

    // Enough for 250 peers. A longer answer gets four times as much each time that it has filled what it has:
    // memory follows what has arrived, never what the server announced.
    private const int FirstSize = 4096;
    private const int Growth = 4;

    /// <summary>
    /// Sends a query with its prefix, and reads the first message that comes back, which is Malformed where it is no reply to it;
    /// what follows it goes down with the connection. A failure of the network where the socket fails, or the server ends early.
    /// </summary>
    public static async ValueTask<DnsExchange> RunAsync(IPEndPoint server, WireQuery query, WireTimes? times, CancellationToken cancellationToken)
    {
        try
        {
            return await ExchangeAsync(server, query, times, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (WireQuery.IsEnd(exception, times, cancellationToken))
        {
            return WireQuery.Ended(exception, cancellationToken);
        }
    }

    private static async ValueTask<DnsExchange> ExchangeAsync(IPEndPoint server, WireQuery query, WireTimes? times, CancellationToken cancellationToken)
    {
        // Whatever happens, the connection does not outlive the exchange: servers have few of them to give.
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        times?.Departs();
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        for (var sent = 0; sent < query.Prefixed.Length;)
        {
            sent += await socket.SendAsync(query.Prefixed.AsMemory(sent), cancellationToken).ConfigureAwait(false);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        try
        {
            var (received, wanted) = (0, PrefixLength);
            while (received < wanted)
            {
                if (received == buffer.Length)
                {
                    buffer = Grown(buffer, wanted);
                }

                var more = await socket.ReceiveAsync(buffer.AsMemory(received), cancellationToken).ConfigureAwait(false);
                if (more == 0)
                {
                    throw new EndOfStreamException($"The server ended the connection after {received} bytes of its answer.");
                }

                received += more;
                if (received >= PrefixLength)
                {
                    wanted = PrefixLength + BinaryPrimitives.ReadUInt16BigEndian(buffer);
                }
            }

            times?.Arrived();
            return ReplyCheck.Fits(buffer.AsSpan(PrefixLength..wanted), query.Message)
                ? query.Reply(buffer.AsSpan(PrefixLength..wanted), otherwise: LookupReason.Malformed)
                : DnsExchange.Failed(LookupReason.Malformed);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] full, int wanted)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(wanted, full.Length * Growth));
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
