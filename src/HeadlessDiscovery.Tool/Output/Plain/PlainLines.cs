using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Plain;

/// <summary>One <c>address[:port]</c> a line.</summary>
internal static class PlainLines
{
    /// <summary>As other programs take an address: IPv6 in brackets only where a port follows.</summary>
    public static string Text(Peer peer) => peer.Port is null ? peer.ToHostString().Trim('[', ']') : peer.ToString();

    public static void Write(IAnsiConsole console, IEnumerable<Peer> peers)
    {
        foreach (var peer in peers)
        {
            console.Profile.Out.Writer.WriteLine(Text(peer));
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
