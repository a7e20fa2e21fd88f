using System.Collections.Concurrent;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>Several replicas behind one address: each query reaches one of them, by chance or in turn.</summary>
internal sealed class Balanced(params ISource[] replicas) : ISource
{
    private readonly ConcurrentDictionary<DnsQuestion, int> turns = new();

    /// <summary>Whether queries about one name and type reach the replicas in turn.</summary>
    public bool Alternates { get; init; }

    public Reply Answer(DnsQuestion question, Random dice)
    {
        var chosen = Alternates ? turns.AddOrUpdate(question, 0, (_, turn) => turn + 1) % replicas.Length : dice.Next(replicas.Length);
        return replicas[chosen].Answer(question, dice);
    }
}
