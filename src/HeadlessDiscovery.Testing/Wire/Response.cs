namespace HeadlessDiscovery.Testing.Wire;

/// <summary>A message that answers, before it is cut to a size; faults change it by <c>with</c>.</summary>
internal sealed record Response
{
    public required ushort Id { get; init; }

    public int Opcode { get; init; }

    public bool Authoritative { get; init; }

    public bool Truncated { get; init; }

    public bool RecursionDesired { get; init; }

    public bool RecursionAvailable { get; init; }

    public bool CheckingDisabled { get; init; }

    public int Code { get; init; }

    public Question? Question { get; init; }

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authority { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additional { get; init; } = [];

    /// <summary>The size in the OPT record; null for no OPT.</summary>
    public int? EdnsSize { get; init; }

    public bool DnssecOk { get; init; }

    /// <summary>An answer to a query with nothing in it yet. CoreDNS echoes the client's OPT size.</summary>
    public static Response To(Query query, int code) => new()
    {
        Id = query.Id,
        Opcode = query.Opcode,
        RecursionDesired = query.RecursionDesired,
        CheckingDisabled = query.CheckingDisabled,
        Code = code,
        Question = query.Question,
        EdnsSize = query.EdnsSize,
        DnssecOk = query.DnssecOk,
    };
}
