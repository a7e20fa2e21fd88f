using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests.Calling;

public sealed class CallOverSocketsTests
{
    [Fact]
    public async Task Mixed_pods_over_HttpClient_are_each_told_apart()
    {
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromSeconds(30));
        using var ok = new RawHttpPod("127.0.1.1", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        using var error = new RawHttpPod("127.0.1.2", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var hangsUp = new RawHttpPod("127.0.1.3", string.Empty);
        using var gone = new RawHttpPod("127.0.1.4", string.Empty);
        gone.Dispose();
        var peers = new FakePeerResolver("orders").Set([ok.Peer, error.Peer, hangsUp.Peer, gone.Peer]);
        using var client = new HttpClient();
        var replies = await peers.CallAllAsync(
            async (peer, token) => await client.GetStringAsync(new Uri($"http://{peer}/"), token),
            new PeerCallOptions { PerPeerTimeout = Timeout.InfiniteTimeSpan },
            safety.Token);
        Assert.Equal("ok", Assert.Single(replies.Succeeded).Value);
        NonEmpty.All(replies.Failed, reply => Assert.Equal(PeerReplyStatus.Failed, reply.Status));
        Assert.Equal([hangsUp.Peer, gone.Peer], peers.ReportedUnreachable.Order());
    }

    /// <summary>Accepts, reads a request, answers with the text and hangs up.</summary>
    private sealed class RawHttpPod : IDisposable
    {
        private readonly TcpListener listener;

        public RawHttpPod(string address, string answer)
        {
            listener = new TcpListener(IPAddress.Parse(address), 0);
            listener.Start();
            var bound = (IPEndPoint)listener.LocalEndpoint;
            Peer = new Peer(bound.Address, bound.Port);
            _ = ServeAsync(answer);
        }

        public Peer Peer { get; }

        public void Dispose() => listener.Dispose();

        private async Task ServeAsync(string answer)
        {
            try
            {
                while (true)
                {
                    using var connection = await listener.AcceptTcpClientAsync();
                    var stream = connection.GetStream();
                    _ = await stream.ReadAsync(new byte[4096]);
                    await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
                }
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
            {
            }
        }
    }
}
