using System.Globalization;
using System.Text.Json;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>Measures the cases of a theme, as JSON on the output; or tells one of them line by line.</summary>
internal static class LastingCommand
{
    public static int Run(string[] args)
    {
        var measured = LastingThemes.All[args[0]]
            .GroupBy(one => one.Name)
            .ToDictionary(cases => cases.Key, cases => cases.SelectMany(Measure).ToArray());
        Console.Out.WriteLine(JsonSerializer.Serialize(measured));
        return 0;
    }

    /// <summary>One line for each run of every case whose name begins so; with more runs than the tests have, where a number is given.</summary>
    public static int List(string[] args)
    {
        foreach (var one in Cases(args is [var name, ..] ? name : string.Empty))
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            var runs = args is [_, var most, ..] ? int.Parse(most, CultureInfo.InvariantCulture) : one.Runs;
            foreach (var account in Measure(one with { Runs = runs }))
            {
                Console.Out.WriteLine($"{one.Name} / {account}");
            }

            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        }

        return 0;
    }

    /// <summary>The story of one run: the name of its case, its variant, its seed.</summary>
    public static int Tell(string[] args)
    {
        var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        var one = Cases(args[0]).First(one => one.Variant.StartsWith(args[1], StringComparison.Ordinal));
        Console.Out.WriteLine(one.Run(seed, line =>
        {
            lock (Console.Out)
            {
                Console.Out.WriteLine(line);
            }
        }));
        return 0;
    }

    private static IEnumerable<LastingAccount> Measure(LastingCase one) => Enumerable.Range(0, one.Runs).Select(seed => one.Run(seed));

    private static IEnumerable<LastingCase> Cases(string name) => LastingThemes.All.Values.SelectMany(cases => cases).Where(one => one.Name.StartsWith(name, StringComparison.Ordinal));
}
