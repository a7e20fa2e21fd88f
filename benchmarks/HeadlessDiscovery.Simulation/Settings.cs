using System.Globalization;
using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Fates;

namespace HeadlessDiscovery.Simulation;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    public int Pods { get; init; } = 500;

    public double Hours { get; init; } = 24;

    public int Seed { get; init; } = 1;

    /// <summary>Pods of each service; null for 3 to 100 by chance.</summary>
    public int? ServiceSize { get; init; }

    public Scenario Scenario { get; init; } = Scenario.Of("kubeadm");

    public IReadOnlyList<Policy> Policies { get; init; } = [Policy.Of("ours")];

    public int Threads { get; init; } = Environment.ProcessorCount;

    public bool IsJson { get; init; }

    public bool IsReplay { get; init; }

    /// <summary>Runs with one fresh seed after another for so long.</summary>
    public double? Minutes { get; init; }

    /// <summary>Whether the run of one service is told line by line.</summary>
    public bool Tells { get; init; }

    public TimeSpan Length => TimeSpan.FromHours(Hours);

    public static Settings Parse(IReadOnlyList<string> args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Count; i++)
        {
            string Value() => ++i < args.Count ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
            settings = args[i] switch
            {
                "--pods" => settings with { Pods = Whole(Value()) },
                "--hours" => settings with { Hours = Number(Value()) },
                "--seed" => settings with { Seed = Whole(Value()) },
                "--service" => settings with { ServiceSize = Whole(Value()) },
                "--scenario" => settings with { Scenario = Scenario.Of(Value()) },
                "--policy" => settings with { Policies = PoliciesOf(Value()) },
                "--threads" => settings with { Threads = Whole(Value()) },
                "--replay" => settings with { Seed = Whole(Value()), IsReplay = true },
                "--minutes" => settings with { Minutes = Number(Value()) },
                "--tell" => settings with { Tells = true },
                "-o" => Value() == "json" ? settings with { IsJson = true } : throw new ArgumentException("-o knows only json."),
                _ => throw new ArgumentException($"Unknown argument '{args[i]}'."),
            };
        }

        return settings;
    }

    private static IReadOnlyList<Policy> PoliciesOf(string names) => names == "all" ? Policy.All : [.. names.Split(',').Select(Policy.Of)];

    private static int Whole(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new ArgumentException($"'{text}' is not a whole number above zero.");

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new ArgumentException($"'{text}' is not a number above zero.");
}
