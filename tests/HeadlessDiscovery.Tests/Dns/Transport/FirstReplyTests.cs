using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Tests.Transport;

/// <summary>The wait for the first reply of a process, which nothing that is compiled meanwhile lengthens.</summary>
public sealed class FirstReplyTests : IDisposable
{
    // A deadline: what is there is found at once.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public FirstReplyTests()
    {
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Connect(server.LocalEndPoint!);
    }

    [Fact]
    public void One_query_is_the_first()
    {
        var first = new FirstReply();

        Assert.Equal([true, false, false], [first.Take(socket), first.Take(socket), first.Take(socket)]);
    }

    [Fact]
    public void Only_a_reply_ends_the_wait()
    {
        Assert.False(FirstReply.IsHere(socket, TimeSpan.Zero));

        server.SendTo([1], socket.LocalEndPoint!);

        Assert.True(FirstReply.IsHere(socket, Long));
        Assert.Equal(1, socket.Available);
    }

    [Fact]
    public void A_closed_port_ends_the_wait()
    {
        server.Dispose();

        socket.Send([1]);

        Assert.True(FirstReply.IsHere(socket, Long));
    }

    public void Dispose()
    {
        socket.Dispose();
        server.Dispose();
    }
}
