namespace HeadlessDiscovery;

/// <summary>The progress of confirming the removal of a held peer.</summary>
public sealed class HeldPeer
{
    /// <summary>The peer.</summary>
    public required Peer Peer { get; init; }

    /// <summary>The number of consecutive answers that do not list it.</summary>
    public int Confirmations { get; init; }

    /// <summary>The number of answers needed. This is normally <see cref="HeadlessPeersOptions.RemovalConfirmations"/>; a peer that returned earlier needs more.</summary>
    public int Needed { get; init; }

    /// <summary>How long it has been held.</summary>
    public TimeSpan HeldFor { get; init; }

    /// <summary>The minimum time for which it is held: <see cref="HeadlessPeersOptions.MassRemovalHold"/> in a mass removal, zero if only the count matters.</summary>
    public TimeSpan HeldAtLeast { get; init; }
}
