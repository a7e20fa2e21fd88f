using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Fates;
using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Invariants;

/// <summary>Leaves out of a history what a failure does not need: delta debugging (Zeller and Hildebrandt, 2002) over its events.</summary>
internal static class Shrinking
{
    private const int MostRuns = 400;

    public static Failure Shrink(Settings settings, Policy policy, Fate fate, int seed, int service, BrokenInvariantException broken)
    {
        var runs = 0;

        // What happened later has nothing to do with it.
        List<Happening> kept = [.. fate.Happenings.Where(happening => happening.At <= broken.At)];
        var all = kept.Count;
        var last = broken;
        var end = broken.At + TimeSpan.FromSeconds(1);
        for (var parts = 2; kept.Count > 1 && runs < MostRuns;)
        {
            var size = Math.Max(1, kept.Count / parts);
            var isShorter = false;
            for (var from = 0; from < kept.Count && runs < MostRuns; from += size)
            {
                List<Happening> without = [.. kept.Take(from), .. kept.Skip(from + size)];
                if (Breaks(without) is { } again)
                {
                    (kept, last, isShorter, parts) = (without, again, true, Math.Max(2, parts - 1));
                    break;
                }
            }

            if (!isShorter)
            {
                if (size == 1)
                {
                    break;
                }

                parts = Math.Min(kept.Count, parts * 2);
            }
        }

        return new Failure(settings.Seed, service, fate.Size, last.Message, kept, all);

        BrokenInvariantException? Breaks(List<Happening> happenings)
        {
            runs++;
            try
            {
                new ServiceWorld(settings.Scenario, policy, fate, seed, new QueryCounts(settings.Scenario.Replicas, settings.Length)).Run(happenings, end);
                return null;
            }
            catch (BrokenInvariantException other) when (other.Kind == broken.Kind)
            {
                return other;
            }
            catch (BrokenInvariantException)
            {
                return null;
            }
        }
    }
}
