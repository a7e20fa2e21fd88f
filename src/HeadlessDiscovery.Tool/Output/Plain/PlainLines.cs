using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Plain;

/// <summary>One <c>address[:port]</c> a line.</summary>
internal static class PlainLines
{
    public static void Write(IAnsiConsole console, IEnumerable<Peer> peers)
    {
        foreach (var peer in peers)
        {
            console.Profile.Out.Writer.WriteLine(peer.ToString());
        }
    }

    public static void Write(IAnsiConsole console, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            console.Profile.Out.Writer.WriteLine(line);
        }
    }
}
