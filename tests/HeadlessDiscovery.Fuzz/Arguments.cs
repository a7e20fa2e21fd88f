using System.Globalization;

namespace HeadlessDiscovery.Fuzz;

/// <summary>Which target, how often, which seed.</summary>
internal sealed record Arguments(string Target, long Executions, int Seed, int Workers)
{
    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments(args.FirstOrDefault() ?? "", Executions: 100_000, Seed: 1, Workers: 1);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"'{args[i]}' needs a number above zero.");
            parsed = args[i] switch
            {
                "--executions" => parsed with { Executions = value },
                "--seed" => parsed with { Seed = value },
                "--workers" => parsed with { Workers = value },
                _ => throw new ArgumentException($"'{args[i]}' is not known; --executions, --seed and --workers are."),
            };
        }

        return parsed;
    }
}
