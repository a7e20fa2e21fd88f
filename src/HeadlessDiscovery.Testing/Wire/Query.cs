namespace HeadlessDiscovery.Testing.Wire;

/// <summary>A query message.</summary>
internal sealed record Query
{
    public required ushort Id { get; init; }

    public int Opcode { get; init; }

    public bool RecursionDesired { get; init; }

    public bool CheckingDisabled { get; init; }

    /// <summary>Null if it could not be parsed; <see cref="Rejection"/> is then set as well.</summary>
    public Question? Question { get; init; }

    /// <summary>The UDP size that the OPT record offers; null without OPT.</summary>
    public int? EdnsSize { get; init; }

    public bool DnssecOk { get; init; }

    /// <summary>The response code for an invalid message, regardless of its query; zero for a valid one.</summary>
    public int Rejection { get; init; }
}
