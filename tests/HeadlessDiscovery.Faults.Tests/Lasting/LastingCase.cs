using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>A situation in one of its variants.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Variant">What differs from its other variants.</param>
/// <param name="Play">Sets the world up, and lets its time pass.</param>
internal sealed record LastingCase(string Name, string Variant, Action<LastingWorld> Play)
{
    /// <summary>How many runs there are, each with its own chance.</summary>
    public int Runs { get; init; } = 5;

    public LastingAccount Run(int seed, Action<string>? tell = null)
    {
        using var world = new LastingWorld(seed, tell);
        Play(world);
        return world.Account(Variant);
    }
}
