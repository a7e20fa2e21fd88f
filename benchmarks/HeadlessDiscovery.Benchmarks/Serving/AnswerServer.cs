using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Benchmarks.Serving;

/// <summary>Answers every A question from bytes made beforehand, over UDP and TCP, until its standard input ends.</summary>
internal static class AnswerServer
{
    private const int LargestUdp = 1232;

    public static async Task RunAsync()
    {
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(tcp.LocalEndpoint);
        var serving = Task.WhenAll(UdpAsync(udp), TcpAsync(tcp));
        Console.WriteLine(((IPEndPoint)tcp.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        await Task.WhenAny(serving, Console.In.ReadToEndAsync());
    }

    private static async Task UdpAsync(Socket udp)
    {
        var answers = new Answers();
        var buffer = new byte[ushort.MaxValue];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (true)
        {
            var read = await udp.ReceiveFromAsync(buffer, SocketFlags.None, from);
            var answer = answers.To(buffer.AsSpan(0, read), LargestUdp);
            await udp.SendToAsync(answer, SocketFlags.None, from);
        }
    }

    private static async Task TcpAsync(TcpListener tcp)
    {
        // One for all connections: whoever connects anew for each question must get the other variant too.
        var answers = new Answers();
        while (true)
        {
            var client = await tcp.AcceptTcpClientAsync();
            _ = ConnectionAsync(client, answers);
        }
    }

    private static async Task ConnectionAsync(TcpClient client, Answers answers)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            var buffer = new byte[2 + ushort.MaxValue];
            try
            {
                while (true)
                {
                    await stream.ReadExactlyAsync(buffer.AsMemory(0, 2));
                    var length = BinaryPrimitives.ReadUInt16BigEndian(buffer);
                    await stream.ReadExactlyAsync(buffer.AsMemory(0, length));
                    int told;
                    lock (answers)
                    {
                        var answer = answers.To(buffer.AsSpan(0, length), ushort.MaxValue);
                        told = answer.Length;
                        answer.CopyTo(buffer.AsMemory(2));
                    }

                    BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)told);
                    await stream.WriteAsync(buffer.AsMemory(0, 2 + told));
                }
            }
            catch (IOException)
            {
                // The client closed the connection.
            }
        }
    }
}
