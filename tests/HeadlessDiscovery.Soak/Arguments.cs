using System.Globalization;

namespace HeadlessDiscovery.Soak;

/// <summary>How long, how many, which seed.</summary>
internal sealed record Arguments(TimeSpan Duration, int Resolvers, int Services, int Seed)
{
    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments(TimeSpan.FromMinutes(1), Resolvers: 200, Services: 20, Seed: 1);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"'{args[i]}' needs a number above zero.");
            parsed = args[i] switch
            {
                "--minutes" => parsed with { Duration = TimeSpan.FromMinutes(value) },
                "--seconds" => parsed with { Duration = TimeSpan.FromSeconds(value) },
                "--resolvers" => parsed with { Resolvers = (int)value },
                "--services" => parsed with { Services = (int)value },
                "--seed" => parsed with { Seed = (int)value },
                _ => throw new ArgumentException($"'{args[i]}' is not known; --minutes, --seconds, --resolvers, --services and --seed are."),
            };
        }

        return parsed;
    }
}
