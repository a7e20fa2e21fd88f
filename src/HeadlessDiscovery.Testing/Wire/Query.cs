namespace HeadlessDiscovery.Testing.Wire;

/// <summary>A message that asks something.</summary>
internal sealed record Query
{
    public required ushort Id { get; init; }

    public int Opcode { get; init; }

    public bool RecursionDesired { get; init; }

    public bool CheckingDisabled { get; init; }

    /// <summary>Null where it could not be read; <see cref="Rejection"/> says so too.</summary>
    public Question? Question { get; init; }

    /// <summary>The UDP size that the OPT record offers; null without OPT.</summary>
    public int? EdnsSize { get; init; }

    public bool DnssecOk { get; init; }

    /// <summary>The response code that this message deserves whatever it asks; zero for a good one.</summary>
    public int Rejection { get; init; }
}
