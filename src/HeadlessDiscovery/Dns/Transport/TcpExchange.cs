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
    /// Sends a message with its prefix, and gives the bytes of the first one that comes back, or null where that is no reply to it;
    /// what follows it goes down with the connection.
    /// Throws what the socket throws, and <see cref="EndOfStreamException"/> where the server ends early.
    /// </summary>
    public static async ValueTask<byte[]?> RunAsync(IPEndPoint server, ReadOnlyMemory<byte> query, WireTimes? times, CancellationToken cancellationToken)
    {
        // Whatever happens, the connection does not outlive the exchange: servers have few of them to give.
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        times?.Departs();
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        for (var sent = 0; sent < query.Length;)
        {
            sent += await socket.SendAsync(query[sent..], cancellationToken).ConfigureAwait(false);
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

            // A copy of its own size: the message outlives the exchange, and must never read what the pool holds next.
            return ReplyCheck.Fits(buffer.AsSpan(PrefixLength..wanted), query.Span[PrefixLength..]) ? buffer[PrefixLength..wanted] : null;
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
