using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>A name server over UDP on loopback that answers each query by a script, from its own port or from another one.</summary>
internal sealed class UdpScript : IAsyncDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket stranger = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource closing = new();
    private readonly Action<Query> script;
    private readonly Task serving;

    public UdpScript(Action<Query> script)
    {
        this.script = script;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        stranger.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        serving = ServeAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)socket.LocalEndPoint!;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Dispose();
        stranger.Dispose();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var asked = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), closing.Token);
            script(new Query(this, buffer[..asked.ReceivedBytes], (IPEndPoint)asked.RemoteEndPoint));
        }
    }

    /// <summary>One query, and the client that sent it.</summary>
    internal sealed class Query(UdpScript server, byte[] asked, IPEndPoint client)
    {
        public byte[] Asked => asked;

        public IPEndPoint Client => client;

        public int Id => (asked[0] << 8) | asked[1];

        /// <summary>Datagrams arrive in the order in which they are sent, over loopback.</summary>
        public void Send(byte[] datagram) => server.socket.SendTo(datagram, client);

        public void SendFromAnotherPort(byte[] datagram) => server.stranger.SendTo(datagram, client);
    }
}
