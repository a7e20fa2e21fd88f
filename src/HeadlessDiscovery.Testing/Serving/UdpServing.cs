using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing.Faults;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>Receives datagrams one by one; delayed answers are sent outside the loop.</summary>
internal sealed class UdpServing(Socket socket, Responder responder, TimeProvider time, OpenTasks tasks)
{
    private readonly byte[] buffer = new byte[65535];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, cancellationToken).ConfigureAwait(false);
                var client = (IPEndPoint)received.RemoteEndPoint;
                if (responder.Respond(buffer.AsSpan(0, received.ReceivedBytes).ToArray(), overTcp: false, client) is { } reply)
                {
                    tasks.Track(SendAsync(reply, client, cancellationToken));
                }
            }
            catch (SocketException)
            {
                // Windows reports here that an earlier answer could not be delivered; later queries are unaffected.
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task SendAsync(Reply reply, IPEndPoint client, CancellationToken cancellationToken)
    {
        var delivery = reply.Delivery;
        if (delivery.IsSilent || delivery.IsClosed)
        {
            return;
        }

        try
        {
            await WaitAsync(delivery.Delay, cancellationToken).ConfigureAwait(false);
            if (delivery.Before is { } before)
            {
                await socket.SendToAsync(before(reply.Bytes), client, cancellationToken).ConfigureAwait(false);
            }

            await SendOnceAsync(reply.Bytes, delivery, client, cancellationToken).ConfigureAwait(false);
            if (delivery.AgainAfter is { } pause)
            {
                await WaitAsync(pause, cancellationToken).ConfigureAwait(false);
                await SendOnceAsync(reply.Bytes, delivery, client, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A datagram above 65,507 bytes cannot be sent: CoreDNS is silent too then.
        }
    }

    private async Task SendOnceAsync(byte[] bytes, Delivery delivery, IPEndPoint client, CancellationToken cancellationToken)
    {
        if (!delivery.FromAnotherPort)
        {
            await socket.SendToAsync(bytes, client, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var other = new Socket(socket.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(((IPEndPoint)socket.LocalEndPoint!).Address, 0));
        await other.SendToAsync(bytes, client, cancellationToken).ConfigureAwait(false);
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;
}
