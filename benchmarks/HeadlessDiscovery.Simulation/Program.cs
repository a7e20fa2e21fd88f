using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Simulation;
using HeadlessDiscovery.Simulation.Plotting;
using HeadlessDiscovery.Simulation.Sweeping;

try
{
    switch (args)
    {
        case ["plot", "policies", var from, var to]:
            Plots.Policies(File.ReadAllText(from), to);
            return 0;
        case ["plot", "costs", .. var runs, var to]:
            Plots.Costs(runs.Select(File.ReadAllText), to);
            return 0;
        case ["plot", "sweep", var from, var to]:
            Console.Out.Write(Sweep.Text(Sweep.FromJson(File.ReadAllText(from))));
            Plots.Points(File.ReadAllText(from), to);
            return 0;
        case ["sweep", .. var others]:
            return Swept(Settings.Parse(others));
    }

    var settings = Settings.Parse(args);
    return settings.Minutes is null ? Once(settings) : Again(settings, TimeSpan.FromMinutes(settings.Minutes.Value));
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

static int Swept(Settings settings)
{
    var points = Sweep.Run(settings, Console.Error.Write);
    Console.Out.WriteLine(settings.IsJson ? Sweep.AsJson(points) : Sweep.Text(points));
    return 0;
}

static int Once(Settings settings)
{
    var results = settings.Policies.Select(policy => Played(settings, policy)).ToArray();
    Console.Out.Write(settings.IsJson ? Report.AsJson(settings, results) : Report.Text(settings, results));
    return results.Any(result => result.Failure is not null) ? 1 : 0;
}

static int Again(Settings settings, TimeSpan length)
{
    var startTimestamp = TimeProvider.System.GetTimestamp();
    var years = 0.0;
    while (TimeProvider.System.GetElapsedTime(startTimestamp) < length)
    {
        foreach (var policy in settings.Policies)
        {
            var result = Played(settings, policy);
            years += result.Account.PodSeconds / 86400 / 365;
            if (result.Failure is not null)
            {
                Console.Out.Write(Report.Text(settings, [result]));
                return 1;
            }
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {settings.Seed} of {settings.Scenario.Name}: nothing broken; {years:0.0} pod-years so far"));
        settings = settings with { Seed = settings.Seed + 1 };
    }

    return 0;
}

static RunResult Played(Settings settings, HeadlessDiscovery.Simulation.Clients.Policy policy)
{
    var startTimestamp = TimeProvider.System.GetTimestamp();
    using var process = Process.GetCurrentProcess();
    var before = process.TotalProcessorTime;
    using var progress = new Progress(settings.Pods * settings.Hours * 60, TimeProvider.System, Console.Error.Write);
    progress.Start();
    var result = new Run(settings, policy, progress).Play();
    process.Refresh();
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\r{policy.Name}: {TimeProvider.System.GetElapsedTime(startTimestamp).TotalSeconds:0.0} s, {(process.TotalProcessorTime - before).TotalSeconds:0.0} s of processor time, {process.PeakWorkingSet64 / 1048576} MiB, {result.Account.Queries} queries"));
    return result;
}
