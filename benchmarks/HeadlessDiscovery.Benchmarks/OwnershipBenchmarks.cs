using System.Net;
using BenchmarkDotNet.Attributes;

namespace HeadlessDiscovery.Benchmarks;

/// <summary>What a key costs to find its owner, and a change of the members once.</summary>
public class OwnershipBenchmarks
{
    private readonly Peer[] three = new Peer[3];
    private PeerSnapshot snapshot = null!;

    [Params(3, 100, 1000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void SetUp() => snapshot = new([.. Enumerable.Range(0, Members).Select(n => new Peer(new IPAddress([10, 1, (byte)(n >> 8), (byte)n]), 8080))]) { IsResolved = true };

    [Benchmark(Description = "OwnerOf(text)")]
    public Peer? OwnerOf() => snapshot.OwnerOf("order:4711");

    [Benchmark(Description = "OwnersOf(text), 3 owners, own memory")]
    public int OwnersOf() => snapshot.OwnersOf("order:4711", three);

    [Benchmark(Description = "first owner of a new list of members")]
    public Peer? New() => new OwnerTable(snapshot.Members).First(OwnerTable.Hash("order:4711"));
}
