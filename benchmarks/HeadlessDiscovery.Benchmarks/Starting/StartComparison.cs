using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Benchmarks.Serving;

namespace HeadlessDiscovery.Benchmarks.Starting;

/// <summary>How long a whole process of the tool takes, of one build beside another: by turns, so that a machine that slows down slows both.</summary>
internal sealed class StartComparison(string before, string after, int runs)
{
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not ([_, _] or [_, _, "--runs", _]))
        {
            Console.Error.WriteLine("start BEFORE AFTER [--runs N]: two builds of the tool, each a program or a .dll");
            return 2;
        }

        var runs = arguments is [_, _, _, var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 21;
        using var server = ServerProcess.Start();
        var comparison = new StartComparison(arguments[0], arguments[1], runs);
        Console.WriteLine("| command | before | after | after / before |");
        Console.WriteLine("|---|---:|---:|---:|");
        comparison.Compare("expand orders", ["expand", "orders", "--resolv-conf", "/dev/null"]);
        comparison.Compare("resolve, 3 peers", ["resolve", "same-3.", "--server", ServerProcess.EndPoint.ToString(), "--family", "v4", "--client"]);
        return 0;
    }

    private void Compare(string title, string[] arguments)
    {
        // The first run of each reads its files from the disk.
        Time(before, arguments);
        Time(after, arguments);
        var pairs = Enumerable.Range(0, runs).Select(_ => (Before: Time(before, arguments), After: Time(after, arguments))).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {Median(pairs.Select(pair => pair.Before)):F1} ms | {Median(pairs.Select(pair => pair.After)):F1} ms | {Median(pairs.Select(pair => pair.After / pair.Before)):F3} |"));
    }

    private static double Time(string tool, string[] arguments)
    {
        string[] words = tool.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", tool, .. arguments] : [tool, .. arguments];
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0 ? elapsed.TotalMilliseconds : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}.");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
