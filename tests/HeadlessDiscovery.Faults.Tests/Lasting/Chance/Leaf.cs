using System.Net;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>A replica that is behind, and stands still at times.</summary>
internal sealed class Leaf(LastingWorld world, TimeSpan lag)
{
    private readonly List<(TimeSpan From, TimeSpan To)> stills = [];

    public TimeSpan Lag => lag;

    public PodSet Known => world.Truth.At(SeenAt(world.Now));

    public void StandStill(TimeSpan from, TimeSpan to) => stills.Add((from, to));

    /// <summary>The moment of which it tells at a moment.</summary>
    public TimeSpan SeenAt(TimeSpan at)
    {
        foreach (var (from, to) in stills)
        {
            if (at >= from && at < to)
            {
                return from - lag;
            }
        }

        return at - lag;
    }
}
