using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Benchmarks.Serving;

namespace HeadlessDiscovery.Benchmarks.Loss;

/// <summary>A DNS server on loopback that loses some queries, or takes its time.</summary>
internal sealed class LossyServer : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<bool> isLost;
    private readonly TimeSpan delay;
    private readonly Task running;
    private int queries;

    /// <param name="isLost">Whether the next query is lost.</param>
    /// <param name="delay">How long a reply takes.</param>
    public LossyServer(Func<bool> isLost, TimeSpan delay)
    {
        (this.isLost, this.delay) = (isLost, delay);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        running = RunAsync(stopping.Token);
    }

    public string Address => socket.LocalEndPoint!.ToString()!;

    /// <summary>How many queries arrived, lost ones included.</summary>
    public int Queries => Volatile.Read(ref queries);

    public void Dispose()
    {
        stopping.Cancel();
        running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait();
        socket.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var answers = new Answers();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), cancellationToken);
            Interlocked.Increment(ref queries);
            if (!isLost())
            {
                _ = ReplyAsync(answers.To(buffer.AsSpan(0, received.ReceivedBytes), ushort.MaxValue).ToArray(), received.RemoteEndPoint, cancellationToken);
            }
        }
    }

    private async Task ReplyAsync(byte[] reply, EndPoint to, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, cancellationToken);
        }

        await socket.SendToAsync(reply, SocketFlags.None, to, cancellationToken);
    }
}
