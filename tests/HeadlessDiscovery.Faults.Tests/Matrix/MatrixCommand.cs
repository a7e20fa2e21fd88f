using System.Text.Json;

namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>Measures the whole matrix: as JSON on the output, or into the page that is named.</summary>
internal static class MatrixCommand
{
    /// <summary>How many runs a row is the worst of: the fault strikes at another moment in each, and the jitter is another one.</summary>
    public const int Runs = 20;

    public static IReadOnlyList<MatrixRow> Measure() =>
    [
        .. from fault in MatrixFaults.All
           from phase in Enum.GetValues<Phase>()
           select Enumerable.Range(0, Runs).Select(seed => MatrixRun.Measure(fault, phase, seed)).Aggregate(MatrixRow.Worst),
    ];

    /// <summary>What the matrix must see: a resolver that believes the first "no" loses its peers, and one that never does keeps them.</summary>
    public static int RunControls(string[] args)
    {
        var once = MatrixFaults.All.Single(fault => fault.Name == "NXDOMAIN once");
        var credulous = MatrixRun.Measure(once, Phase.Steady, seed: 0, options => (options.RemovalConfirmations, options.MassRemovalHold) = (1, TimeSpan.Zero));
        var stubborn = MatrixRun.Measure(once, Phase.DuringRemoval, seed: 0, options => options.RemovalConfirmations = 100);
        Console.Out.WriteLine(JsonSerializer.Serialize((MatrixRow[])[credulous, stubborn]));
        return 0;
    }

    public static int Run(string[] args)
    {
        var rows = Measure();
        if (args is [var page])
        {
            File.WriteAllText(page, MatrixTable.Page.Into(File.ReadAllText(page), MatrixTable.Of(rows)));
        }
        else
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(rows));
        }

        return 0;
    }
}
