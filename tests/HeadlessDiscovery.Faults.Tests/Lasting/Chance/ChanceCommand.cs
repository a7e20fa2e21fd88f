using System.Globalization;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>Runs the worlds of the seeds from one number to another; tells the story of those in which something did not hold. With a third word, tells all of them line by line.</summary>
internal static class ChanceCommand
{
    public static int Run(string[] args)
    {
        var (from, to) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
        var failed = 0;
        for (var seed = from; seed < to; seed++)
        {
            using var world = new RandomWorld(seed, args.Length > 2 ? Console.Out.WriteLine : null);
            var broken = world.Run();
            failed += broken.Count > 0 ? 1 : 0;
            Console.Out.WriteLine(FormattableString.Invariant($"{seed}: {(broken.Count > 0 ? "BROKEN" : "good")}, {world.Story[^1]}"));
            foreach (var line in broken.Count > 0 || args.Length > 2 ? broken.Concat(world.Story) : [])
            {
                Console.Out.WriteLine($"    {line}");
            }
        }

        return failed > 0 ? 1 : 0;
    }
}
