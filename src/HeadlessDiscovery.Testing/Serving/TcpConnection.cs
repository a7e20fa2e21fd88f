using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>One connection: questions one after the other, each behind its length (RFC 1035 §4.2.2).</summary>
internal sealed class TcpConnection(Socket socket, Responder responder, TimeProvider time)
{
    // CoreDNS closes an idle connection after this.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(10);

    // Long enough for the first byte to be read alone. Real time: this paces the wire, not the cluster.
    private static readonly TimeSpan OctetPause = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var closing = socket;
        try
        {
            socket.NoDelay = true;
            var client = (IPEndPoint)socket.RemoteEndPoint!;
            while (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (responder.Respond(message, overTcp: true, client) is { } reply
                    && !await SendAsync(reply, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Reset, because a killed server does not close its connections gracefully.
            socket.Close(timeout: 0);
        }
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(IdleTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        var prefix = new byte[2];
        if (!await FillAsync(prefix, both.Token).ConfigureAwait(false))
        {
            return null;
        }

        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        return await FillAsync(message, both.Token).ConfigureAwait(false) ? message : null;
    }

    private async Task<bool> FillAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (!target.IsEmpty)
        {
            var read = await socket.ReceiveAsync(target, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            target = target[read..];
        }

        return true;
    }

    private async Task<bool> SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        var delivery = reply.Delivery;
        if (delivery.IsClosed)
        {
            socket.Close(timeout: 0);
            return false;
        }

        if (delivery.IsSilent)
        {
            return true;
        }

        if (delivery.Delay > TimeSpan.Zero)
        {
            await Task.Delay(delivery.Delay, time, cancellationToken).ConfigureAwait(false);
        }

        ReadOnlyMemory<byte> framed = (byte[])[(byte)(reply.Bytes.Length >> 8), (byte)reply.Bytes.Length, .. reply.Bytes];
        for (var octet = 0; delivery.SplitsPrefix && octet < 2; octet++)
        {
            await WriteAsync(framed[..1], cancellationToken).ConfigureAwait(false);
            framed = framed[1..];
            await Task.Delay(OctetPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(framed, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
        }
    }
}
