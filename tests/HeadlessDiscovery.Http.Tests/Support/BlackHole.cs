using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Http.Tests;

/// <summary>An address that answers nothing, not even that it is closed: a listener whose queue is full, so that the system drops each SYN.</summary>
internal sealed class BlackHole : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> queued = [];

    private BlackHole()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var bound = (IPEndPoint)listener.LocalEndPoint!;
        Peer = new Peer(bound.Address, bound.Port);
    }

    public Peer Peer { get; }

    public static async Task<BlackHole> OpenAsync()
    {
        var hole = new BlackHole();
        while (await hole.AcceptsAsync())
        {
        }

        return hole;
    }

    public void Dispose()
    {
        queued.ForEach(socket => socket.Dispose());
        listener.Dispose();
    }

    // Loopback connects at once or not at all; a machine so slow that it takes longer only fills the queue later, by itself.
    private async Task<bool> AcceptsAsync()
    {
        Assert.True(queued.Count < 64, "The queue of the listener does not fill.");
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        queued.Add(socket);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await socket.ConnectAsync(Peer.ToEndPoint(), soon.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
