using System.Net.Sockets;
using System.Text;
using BenchmarkDotNet.Attributes;
using HeadlessDiscovery.Benchmarks.Serving;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>What nobody can go below: the same bytes over a socket that is open already, and nothing read of them.</summary>
public class FloorBenchmarks
{
    private readonly byte[] buffer = new byte[2048];
    private Socket socket = null!;
    private byte[] query = [];

    [Params(3, 70)]
    public int Peers { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(ServerProcess.EndPoint);
        query =
        [
            0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0,
            .. DnsClientQuery.Name($"same-{Peers}").TrimEnd('.').Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]),
            0, 0, 1, 0, 1,
        ];
    }

    [GlobalCleanup]
    public void CleanUp() => socket.Dispose();

    [Benchmark(Description = "raw UDP exchange")]
    public async ValueTask<int> Exchange()
    {
        await socket.SendAsync(query, SocketFlags.None);
        return await socket.ReceiveAsync(buffer, SocketFlags.None);
    }
}
