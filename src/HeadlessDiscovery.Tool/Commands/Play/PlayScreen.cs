using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>What is printed: how to reach the cluster, and its state after each command.</summary>
internal sealed class PlayScreen(Invocation invocation, PlayCluster cluster)
{
    // As the lines of the commands, which no terminal of the usual size breaks.
    private const int HelpWidth = 80;

    private readonly Words words = invocation.Words;

    private bool IsJson => invocation.Format == OutputFormat.Json;

    /// <summary>The state, with the command after which it is so; <see langword="null"/> at the start.</summary>
    public void Show(string? command)
    {
        if (IsJson)
        {
            invocation.Json(PlayJson.Of(cluster, command));
        }
        else if (command is null)
        {
            Reach();
        }
        else
        {
            Print(words.PlayStatus(cluster.Pods.Count(pod => pod.IsListed), cluster.Pods.Count, [.. cluster.Faults], cluster.IsServing, cluster.Queries));
        }
    }

    /// <summary>Where the cluster is, and the lines that lead there.</summary>
    public void Reach()
    {
        if (IsJson)
        {
            return;
        }

        var service = cluster.Service;
        var there = $"{service.Name} --server {cluster.NameServer} --resolv-conf {Quoted(cluster.ResolvConfPath)} --client --family v4";
        Print($"{service.FullName}  DNS {cluster.NameServer}, UDP + TCP");
        Print();
        Print(cluster.ResolvConfPath);
        foreach (var line in cluster.ResolvConfText.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Print($"  {line}");
        }

        Print();
        Print(words.PlayElsewhere);
        Print($"  {HelpText.Program} watch {there}");
        Print($"  {HelpText.Program} doctor {there}");
        Print(words.PlayApplication);
        Print($"  POD_IP=127.0.0.1 HeadlessPeers__NameServers__0={cluster.NameServer} HeadlessPeers__ResolvConfPath={Quoted(cluster.ResolvConfPath)} dotnet run");
        Print();
        Pods();
        Print(words.PlayHint);
    }

    public void Pods()
    {
        if (IsJson)
        {
            return;
        }

        Rows([.. cluster.Pods.Select(pod => (pod.Name, string.Join(' ', pod.Pod.Addresses), words.PlayPodIs(pod.State)))]);
    }

    public void Help()
    {
        if (IsJson)
        {
            return;
        }

        Rows([.. words.PlayCommands.Select(command => (command.Line, command.Says, string.Empty))]);
        foreach (var line in Wrapped.Lines(words.PlayFaultNames([.. PlayFaults.Names]), HelpWidth))
        {
            Print(line);
        }
    }

    public void Prompt()
    {
        if (!IsJson)
        {
            Writer.Write("> ");
        }
    }

    /// <summary>A command that was not typed in this terminal.</summary>
    public void Echo(string line)
    {
        if (!IsJson)
        {
            Print($"> {line}");
        }
    }

    // Not through the console, which would break a long line, and who copies it would copy the break.
    private TextWriter Writer => invocation.Console.Profile.Out.Writer;

    private void Print(string text = "") => Writer.WriteLine(Terminal.Fit(text, invocation.Host.Encoding));

    private void Rows(IReadOnlyList<(string First, string Second, string Third)> rows)
    {
        var first = rows.Select(row => row.First.Length).DefaultIfEmpty().Max();
        var second = rows.Select(row => row.Second.Length).DefaultIfEmpty().Max();
        foreach (var row in rows)
        {
            Print($"  {row.First.PadRight(first)}  {row.Second.PadRight(second)}  {row.Third}".TrimEnd());
        }
    }

    private static string Quoted(string path) => path.All(sign => char.IsAsciiLetterOrDigit(sign) || "/._-\\:".Contains(sign, StringComparison.Ordinal))
        ? path
        : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
