namespace HeadlessDiscovery;

/// <summary>How far the removal of a held peer is confirmed.</summary>
public sealed class HeldPeer
{
    /// <summary>The peer.</summary>
    public required Peer Peer { get; init; }

    /// <summary>How many statements in a row do not list it.</summary>
    public int Confirmations { get; init; }

    /// <summary>How many are needed. The default of the option is <see cref="HeadlessPeersOptions.RemovalConfirmations"/>; a peer that returned earlier needs more.</summary>
    public int Needed { get; init; }

    /// <summary>For how long it has been held.</summary>
    public TimeSpan HeldFor { get; init; }

    /// <summary>For how long it is held at least: <see cref="HeadlessPeersOptions.MassRemovalHold"/> in a mass removal, zero where the count alone decides.</summary>
    public TimeSpan HeldAtLeast { get; init; }
}
