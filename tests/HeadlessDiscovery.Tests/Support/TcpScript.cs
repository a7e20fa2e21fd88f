using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>A name server over TCP on loopback whose connections each play a script, and which sees how its clients leave.</summary>
internal sealed class TcpScript : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<Connection, Task> script;
    private readonly Task serving;
    private readonly List<Task> played = [];

    public TcpScript(Func<Connection, Task> script)
    {
        this.script = script;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(256);
        serving = ServeAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    public int Connections { get; private set; }

    /// <summary>Waits until every script that began has ended; rethrows what one threw.</summary>
    public async Task PlayedAsync(CancellationToken cancellationToken)
    {
        Task[] all;
        lock (played)
        {
            all = [.. played];
        }

        await Task.WhenAll(all).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(played).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var accepted = await listener.AcceptAsync(closing.Token);
            lock (played)
            {
                Connections++;
                played.Add(PlayAsync(new Connection(accepted, closing.Token)));
            }
        }
    }

    private async Task PlayAsync(Connection connection)
    {
        using (connection)
        {
            await script(connection);
        }
    }

    /// <summary>One client.</summary>
    internal sealed class Connection(Socket socket, CancellationToken closing) : IDisposable
    {
        /// <summary>The next question, without its prefix.</summary>
        public async Task<byte[]> QuestionAsync()
        {
            var prefix = await ExactlyAsync(2);
            return await ExactlyAsync((prefix[0] << 8) | prefix[1]);
        }

        public async Task SendAsync(params byte[] octets)
        {
            for (var sent = 0; sent < octets.Length;)
            {
                sent += await socket.SendAsync(octets.AsMemory(sent), closing);
            }
        }

        /// <summary>Sends bytes in pieces that leave one after the other.</summary>
        public async Task SendSlowlyAsync(byte[] octets, int pieceLength)
        {
            socket.NoDelay = true;
            foreach (var piece in octets.Chunk(pieceLength))
            {
                await SendAsync(piece);
                await Task.Delay(2, closing);
            }
        }

        /// <summary>Waits until the client has closed, and gives what it sent before: nothing but a client that left reads as an end.</summary>
        public async Task<int> UntilClosedAsync()
        {
            var buffer = new byte[256];
            var read = 0;
            while (await socket.ReceiveAsync(buffer, closing) is > 0 and var more)
            {
                read += more;
            }

            return read;
        }

        /// <summary>As <see cref="UntilClosedAsync"/>, where bytes that the client never took make its end a reset.</summary>
        public async Task UntilGoneAsync()
        {
            try
            {
                await UntilClosedAsync();
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
            {
                // Gone as well.
            }
        }

        /// <summary>Ends the connection with RST.</summary>
        public void Reset() => socket.Close(0);

        public void Dispose() => socket.Dispose();

        private async Task<byte[]> ExactlyAsync(int count)
        {
            var octets = new byte[count];
            for (var read = 0; read < count;)
            {
                var more = await socket.ReceiveAsync(octets.AsMemory(read), closing);
                read += more > 0 ? more : throw new EndOfStreamException();
            }

            return octets;
        }
    }
}
