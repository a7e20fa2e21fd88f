using System.Text.Json;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Sweeping;
using ScottPlot;

namespace HeadlessDiscovery.Simulation.Plotting;

/// <summary>Draws what a run or a sweep gave, for pages with a light or a dark ground.</summary>
internal static class Plots
{
    private const int Width = 760;
    private const int Height = 420;

    // A loss of nothing has no place on a logarithmic axis: it is drawn here.
    private const double Least = 0.01;

    private static readonly Color Ink = Color.FromHex("#808080");

    /// <summary>Each policy of a run: what it loses, and how late it removes.</summary>
    public static void Policies(string json, string file)
    {
        using var run = JsonDocument.Parse(json);
        var plot = New("late: a pod that left is listed, p99, s");
        foreach (var policy in run.RootElement.GetProperty("policies").EnumerateArray())
        {
            var name = policy.GetProperty("name").GetString()!;
            var days = policy.GetProperty("podYears").GetDouble() * 365;
            var lost = policy.GetProperty("lost").GetProperty("seconds").GetDouble() / days;
            var late = policy.GetProperty("dead").GetProperty("p99").GetDouble();
            var marker = plot.Add.Marker(late, Scale(lost), MarkerShape.FilledCircle, 9, Color.FromHex(name.StartsWith("ours", StringComparison.Ordinal) ? "#2a9d5c" : "#d9773a"));
            var label = plot.Add.Text(name, late, Scale(lost));
            (label.LabelFontColor, label.OffsetX, label.OffsetY) = (marker.Color, 8, -8);
        }

        plot.Axes.Margins(0.15, 0.12);
        plot.SaveSvg(file, Width, Height);
    }

    /// <summary>Runs of clusters of different sizes: the queries a second that each replica answers.</summary>
    public static void Costs(IEnumerable<string> runs, string file)
    {
        var costs = runs.Select(CostOf).OrderBy(static cost => cost.Pods).ToArray();
        var plot = New("pods of the cluster", "queries a second at each replica");
        Line("mean", static rate => rate.Mean, "#2a9d5c");
        Line("p99.9 of 100 ms, as a rate", static rate => rate.P999OfTenths ?? 0, "#d9773a");
        Line("busiest second", static rate => rate.BusiestSecond ?? 0, "#4472c4");
        plot.Axes.Bottom.TickGenerator = Powers();
        plot.Axes.Left.TickGenerator = Powers();
        ShowLegend(plot, Alignment.UpperLeft);
        plot.SaveSvg(file, Width, Height);

        void Line(string name, Func<QueryRate, double> of, string color)
        {
            var line = plot.Add.Scatter(costs.Select(static cost => Math.Log10(cost.Pods)).ToArray(), costs.Select(cost => Math.Log10(of(cost.Rate))).ToArray(), Color.FromHex(color));
            (line.LegendText, line.MarkerSize) = (name, 8);
        }
    }

    /// <summary>All options of a sweep; the defaults as diamonds.</summary>
    public static void Points(string json, string file)
    {
        var points = Sweep.FromJson(json);
        var plot = New("late: pods that left are listed, s a pod-day");
        foreach (var (cluster, i) in SweptCluster.All.Select((cluster, i) => (cluster, i)))
        {
            var own = points.Where(point => point.Cluster == cluster).ToArray();
            var color = new ScottPlot.Palettes.Category10().GetColor(i);
            var dots = plot.Add.ScatterPoints(own.Select(point => point.DeadSecondsADay).ToArray(), own.Select(point => Scale(point.LostSecondsADay)).ToArray(), color);
            (dots.LegendText, dots.MarkerSize) = (cluster.ToString(), 6);
            var defaults = own.Single(point => point.Options == SweptOptions.Defaults);
            plot.Add.Marker(defaults.DeadSecondsADay, Scale(defaults.LostSecondsADay), MarkerShape.FilledDiamond, 14, color);
        }

        ShowLegend(plot, Alignment.UpperRight);
        plot.SaveSvg(file, Width, Height);
    }

    private static double Scale(double lost) => Math.Log10(Math.Max(lost, Least));

    private static (int Pods, QueryRate Rate) CostOf(string json)
    {
        using var run = JsonDocument.Parse(json);
        var pods = run.RootElement.GetProperty("services").EnumerateArray().Sum(static size => size.GetInt32());
        return (pods, run.RootElement.GetProperty("policies")[0].GetProperty("replicas")[0].Deserialize<QueryRate>(JsonSerializerOptions.Web)!);
    }

    private static void ShowLegend(Plot plot, Alignment alignment)
    {
        (plot.Legend.FontColor, plot.Legend.BackgroundColor, plot.Legend.OutlineColor, plot.Legend.ShadowColor) = (Ink, Colors.Transparent, Ink, Colors.Transparent);
        plot.ShowLegend(alignment);
    }

    private static ScottPlot.TickGenerators.NumericAutomatic Powers() => new()
    {
        IntegerTicksOnly = true,
        LabelFormatter = static power => FormattableString.Invariant($"{Math.Pow(10, power):#,0.##}"),
    };

    private static Plot New(string across, string up = "lost: ready peers are not listed, s a pod-day")
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Ink.WithAlpha(0.3);
        plot.XLabel(across);
        plot.YLabel(up);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = static power => power <= Math.Log10(Least) ? "0" : FormattableString.Invariant($"{Math.Pow(10, power):0.##}"),
        };
        return plot;
    }
}
