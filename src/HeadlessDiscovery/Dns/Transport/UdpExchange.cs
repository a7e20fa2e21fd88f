using System.Buffers;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Transport;

/// <summary>One message to a server over UDP and its reply, on a socket of its own: each query leaves from another random port (RFC 5452 §9.2).</summary>
internal static class UdpExchange
{
    /// <summary>How many datagrams that do not fit are ignored. Each is a guess at the id, and one guess more ends the exchange.</summary>
    public const int MostStrays = 16;

    // linux/in.h and linux/in6.h: SOL_IP and IP_RECVERR, SOL_IPV6 and IPV6_RECVERR.
    private const int LevelIp = 0;
    private const int ReceiveErrors = 11;
    private const int LevelIpV6 = 41;
    private const int ReceiveErrorsV6 = 25;

    // Any datagram. A server may send more than it was offered (aardvark-dns 1.4 sends one datagram whatever its size).
    private const int BufferSize = 64 * 1024;

    private static readonly FirstReply First = new();

    /// <summary>
    /// Sends a query, and reads the first datagram that replies to it. Malformed where too many came that do not, and a failure of the network
    /// where the socket fails, ICMP errors included. Throws <see cref="UnfitRepliesException"/> where the token ends after such a datagram.
    /// </summary>
    public static ValueTask<DnsExchange> RunAsync(IPEndPoint server, WireQuery query, WireTimes? times, CancellationToken cancellationToken) =>
        new(SendAsync(server, query, times, cancellationToken));

    // No state machine of its own: what it does before the reply does not wait.
    private static Task<DnsExchange> SendAsync(IPEndPoint server, WireQuery query, WireTimes? times, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);

            // Connected: the kernel drops what any other address or port sends, and reports ICMP errors.
            socket.Connect(server);
            ReportUnreachableHosts(socket);
        }
        catch (Exception exception) when (WireQuery.IsEnd(exception, times, cancellationToken))
        {
            socket?.Dispose();
            return Task.FromResult(WireQuery.Ended(exception, cancellationToken));
        }

        // Waiting begins before the query leaves, in a method of its own: what the first wait of a process compiles takes longer than a name server next door.
        var isFirst = First.Take(socket);
        var reply = isFirst ? null : ReplyAsync(socket, query, times, cancellationToken);
        var message = query.Message;
        times?.Departs();
        try
        {
            socket.Send(message);
            if (isFirst && FirstReply.IsHere(socket, FirstReply.Longest))
            {
                times?.Arrived();
                return FirstReplyAsync(socket, query, cancellationToken);
            }
        }
        catch (Exception exception) when (WireQuery.IsEnd(exception, times, cancellationToken))
        {
            socket.Dispose();
            return NotSentAsync(reply ?? Task.CompletedTask, exception, cancellationToken);
        }

        return reply ?? ReplyAsync(socket, query, times, cancellationToken);
    }

    // The wait ends with the socket, and how is no news.
    private static async Task<DnsExchange> NotSentAsync(Task reply, Exception exception, CancellationToken cancellationToken)
    {
        await reply.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return WireQuery.Ended(exception, cancellationToken);
    }

    // The reply is here. To go on elsewhere starts a thread of the pool, which the second query finds.
    private static async Task<DnsExchange> FirstReplyAsync(Socket socket, WireQuery query, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await ReplyAsync(socket, query, times: null, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<DnsExchange> ReplyAsync(Socket socket, WireQuery query, WireTimes? times, CancellationToken cancellationToken)
    {
        var strays = 0;
        try
        {
            while (true)
            {
                await ReadableAsync(socket, cancellationToken).ConfigureAwait(false);
                times?.Arrived();
                var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
                try
                {
                    var received = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
                    if (!WaitsWithoutBuffer)
                    {
                        times?.Arrived();
                    }

                    if (ReplyCheck.Fits(buffer.AsSpan(0, received), query.Message))
                    {
                        // What cannot be read may have been cut on its way: TCP shows it.
                        return query.Reply(buffer.AsSpan(0, received), otherwise: LookupReason.Truncated);
                    }
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }

                if (++strays > MostStrays)
                {
                    return DnsExchange.Failed(LookupReason.Malformed);
                }
            }
        }
        catch (OperationCanceledException exception) when (strays > 0)
        {
            throw new UnfitRepliesException(exception, cancellationToken);
        }
        catch (Exception exception) when (WireQuery.IsEnd(exception, times, cancellationToken))
        {
            return WireQuery.Ended(exception, cancellationToken);
        }
        finally
        {
            socket.Dispose();
        }
    }

    // Ten thousand queries to a silent server hold no buffer. Windows would drop the datagram.
    private static bool WaitsWithoutBuffer => !OperatingSystem.IsWindows();

    private static ValueTask<int> ReadableAsync(Socket socket, CancellationToken cancellationToken) =>
        WaitsWithoutBuffer ? socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken) : ValueTask.FromResult(0);

    // ip(7): of ICMP errors a connected socket sees a closed port, and others like "host unreachable" only where it asks for them. glibc does the same.
    private static void ReportUnreachableHosts(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Span<byte> on = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(on, 1);
        var isV4 = socket.AddressFamily == AddressFamily.InterNetwork;
        socket.SetRawSocketOption(isV4 ? LevelIp : LevelIpV6, isV4 ? ReceiveErrors : ReceiveErrorsV6, on);
    }
}
