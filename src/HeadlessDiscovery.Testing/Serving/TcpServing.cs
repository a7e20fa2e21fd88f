using System.Net.Sockets;

namespace HeadlessDiscovery.Testing.Serving;

/// <summary>Accepts connections; each runs by itself, and what happens in one stays there.</summary>
internal sealed class TcpServing(Socket listener, Responder responder, TimeProvider time, OpenTasks tasks)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                tasks.Track(new TcpConnection(socket, responder, time).RunAsync(cancellationToken));
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted, or there are too many open files: neither may spin.
                await Task.Delay(Breath, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
