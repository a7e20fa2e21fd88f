using System.Globalization;
using System.Threading.Channels;
using HeadlessDiscovery.Pods.Tests.Networks;
using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>What a name server answered to one query from a namespace, and after how long.</summary>
internal sealed record Asked(TimeSpan Duration, string Answer)
{
    public static async Task<Asked> OneAsync(Host host, string server, string name, string type, CancellationToken cancellationToken)
    {
        var lines = Channel.CreateUnbounded<string?>();
        using var process = new HostProcess(host, "HeadlessDiscovery.Pods.Tests.dll", [AskProgram.Word, server, name, type], line => lines.Writer.TryWrite(line));
        var line = await lines.Reader.ReadAsync(cancellationToken);
        Assert.True(line is not null, process.Errors);
        var (seconds, answer) = line!.Split(' ', 2) is [var first, var rest] ? (first, rest) : throw new FormatException(line);
        return new Asked(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), answer);
    }
}
