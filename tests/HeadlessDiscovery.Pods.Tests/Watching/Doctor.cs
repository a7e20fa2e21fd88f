using System.Text.Json;
using System.Threading.Channels;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>The tool's <c>doctor</c> in a namespace, told nothing but the name of the service.</summary>
internal static class Doctor
{
    /// <summary>The codes of what it found, in its order.</summary>
    public static async Task<string[]> FindingsAsync(Host host, CancellationToken cancellationToken)
    {
        var lines = Channel.CreateUnbounded<string>();
        using var process = new HostProcess(host, "HeadlessDiscovery.Tool.dll", ["doctor", PodNetwork.Service, "-o", "json"], line => Keep(lines.Writer, line));
        var said = string.Join('\n', await lines.Reader.ReadAllAsync(cancellationToken).ToArrayAsync(cancellationToken));
        Assert.False(said.Length == 0, process.Errors);

        using var document = JsonDocument.Parse(said);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];
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
