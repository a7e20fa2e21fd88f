using System.Text.Json;
using System.Threading.Channels;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>What a command of the tool prints in a namespace with <c>-o json</c>.</summary>
internal static class ToolJson
{
    public static async Task<JsonDocument> OfAsync(Host host, string[] arguments, CancellationToken cancellationToken)
    {
        var lines = Channel.CreateUnbounded<string>();
        using var process = new HostProcess(host, "HeadlessDiscovery.Tool.dll", [.. arguments, "-o", "json"], line => Keep(lines.Writer, line));
        var printed = string.Join('\n', await lines.Reader.ReadAllAsync(cancellationToken).ToArrayAsync(cancellationToken));
        Assert.False(printed.Length == 0, process.Errors);
        return JsonDocument.Parse(printed);
    }

    private static void Keep(ChannelWriter<string> writer, string? line)
    {
        if (line is null)
        {
            writer.Complete();
            return;
        }

        writer.TryWrite(line);
    }
}
