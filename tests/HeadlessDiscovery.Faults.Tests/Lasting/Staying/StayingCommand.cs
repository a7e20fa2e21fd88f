using System.Globalization;
using System.Text.Json;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>Measures the faults that stay: as JSON on the output, or into the page that is named; or tells one run of one of them.</summary>
internal static class StayingCommand
{
    public static int Run(string[] args)
    {
        if (args is ["story", var name, var seed])
        {
            var fault = StayingFaults.All.First(fault => fault.Name.StartsWith(name, StringComparison.Ordinal));
            Console.Out.WriteLine(StayingRun.Measure(fault, int.Parse(seed, CultureInfo.InvariantCulture), Console.Out.WriteLine));
            return 0;
        }

        StayingRow[] rows = [.. StayingFaults.All.Select(fault => Enumerable.Range(0, fault.Runs).Select(run => StayingRun.Measure(fault, run)).Aggregate(StayingRow.Worst))];
        if (args is [var page])
        {
            File.WriteAllText(page, StayingTable.Page.Into(File.ReadAllText(page), StayingTable.Of(rows)));
        }
        else
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(rows));
        }

        return 0;
    }
}
