using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Pods.Tests.Programs;

/// <summary><c>relay ADDRESS SERVER</c>: passes DNS over UDP on, each question after a delay. <c>delay SECONDS</c> sets it.</summary>
internal static class RelayProgram
{
    public const string Word = "relay";
    public const string Delay = "delay";

    private const int DnsPort = 53;
    private const int MaxDatagram = 65535;

    // A server that does not answer within this long never will.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static long delayTicks;

    public static async Task<int> RunAsync(string address, string server)
    {
        using var door = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        door.Bind(new IPEndPoint(IPAddress.Parse(address), DnsPort));
        _ = ServeAsync(door, new IPEndPoint(IPAddress.Parse(server), DnsPort));
        return await LineProgram.RunAsync(Set);
    }

    private static void Set(string[] words) => Volatile.Write(ref delayTicks, words is [Delay, var seconds]
        ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)).Ticks
        : throw new ArgumentException($"No such line: {string.Join(' ', words)}", nameof(words)));

    private static async Task ServeAsync(Socket door, IPEndPoint server)
    {
        var buffer = new byte[MaxDatagram];
        while (true)
        {
            var received = await door.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
            _ = PassAsync(door, server, buffer[..received.ReceivedBytes], received.RemoteEndPoint);
        }
    }

    private static async Task PassAsync(Socket door, IPEndPoint server, byte[] question, EndPoint client)
    {
        await Task.Delay(TimeSpan.FromTicks(Volatile.Read(ref delayTicks)));
        using var upstream = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var patience = new CancellationTokenSource(Patience);
        var answer = new byte[MaxDatagram];
        await upstream.ConnectAsync(server, patience.Token);
        await upstream.SendAsync(question, patience.Token);
        var length = await upstream.ReceiveAsync(answer, patience.Token);
        await door.SendToAsync(answer.AsMemory(0, length), client, CancellationToken.None);
    }
}
