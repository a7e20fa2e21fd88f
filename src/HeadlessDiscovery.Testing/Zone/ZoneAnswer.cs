using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The answer for a name and type, before sizes and faults are applied.</summary>
internal sealed record ZoneAnswer
{
    public int Code { get; init; }

    public bool Authoritative { get; init; } = true;

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authority { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additional { get; init; } = [];

    /// <summary>Whether it exceeds the size of one TCP answer, so that clients get only a part.</summary>
    public bool IsTooLarge { get; init; }

    public static ZoneAnswer Positive(IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord>? additional = null) =>
        new() { Answers = answers, Additional = additional ?? [] };
}
