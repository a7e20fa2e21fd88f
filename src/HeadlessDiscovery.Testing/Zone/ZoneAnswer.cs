using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>What a name and type are answered with, before anybody thinks of sizes or faults.</summary>
internal sealed record ZoneAnswer
{
    public int Code { get; init; }

    public bool Authoritative { get; init; } = true;

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authority { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additional { get; init; } = [];

    /// <summary>Whether it is more than one answer over TCP holds, so that who asked over the network has a part.</summary>
    public bool IsTooLarge { get; init; }

    public static ZoneAnswer Positive(IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord>? additional = null) =>
        new() { Answers = answers, Additional = additional ?? [] };
}
