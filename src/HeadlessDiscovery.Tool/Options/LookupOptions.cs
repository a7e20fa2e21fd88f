using System.CommandLine;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Options;

/// <summary>The options that say what is asked, of whom and as whom: those of docs/cli.md that resolve, watch, doctor, wait, expand and config share.</summary>
internal sealed class LookupOptions(Words words)
{
    private static readonly TimeSpan ShortestTry = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(30);

    private readonly Option<string?> port = new("--port") { Description = words.OptionPort, HelpName = "N" };
    private readonly Option<string?> srv = new("--srv") { Description = words.OptionSrv, HelpName = "NAME" };
    private readonly Option<string?> family = new("--family") { Description = words.OptionFamily, HelpName = "auto|v4|v6|both" };
    private readonly Option<string[]> server = new("--server") { Description = words.OptionServer, HelpName = "IP[:PORT]", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> resolvConf = new("--resolv-conf") { Description = words.OptionResolvConf, HelpName = "FILE" };
    private readonly Option<string?> ndots = new("--ndots") { Description = words.OptionNdots, HelpName = "N" };
    private readonly Option<bool> noSearch = new("--no-search") { Description = words.OptionNoSearch };
    private readonly Option<bool> allSuffixes = new("--all-suffixes") { Description = words.OptionAllSuffixes };
    private readonly Option<string?> timeout = new("--timeout") { Description = words.OptionTimeout, HelpName = "5s" };
    private readonly Option<string?> attempts = new("--attempts") { Description = words.OptionAttempts, HelpName = "N" };
    private readonly Option<string[]> self = new("--self") { Description = words.OptionSelf, HelpName = "IP", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> client = new("--client") { Description = words.OptionClient };
    private readonly Option<bool> includeSelf = new("--include-self") { Description = words.OptionIncludeSelf };
    private readonly Option<string?> expect = new("--expect") { Description = words.OptionExpect, HelpName = "N" };

    /// <summary>In the order of the help.</summary>
    public IEnumerable<Option> All => [port, srv, family, server, resolvConf, ndots, noSearch, allSuffixes, timeout, attempts, self, client, includeSelf, expect];

    public LookupArguments Read(OptionReader reader)
    {
        var asking = new LookupArguments
        {
            Port = reader.Number(port, 1, 65535),
            Family = reader.Choice(family, PeerFamily.Auto, ("auto", PeerFamily.Auto), ("v4", PeerFamily.IPv4), ("v6", PeerFamily.IPv6), ("both", PeerFamily.Both)),
            Servers = reader.Addresses(server, withPort: true),
            ResolvConf = reader.Text(resolvConf),
            Ndots = reader.Number(ndots, 0, 15),
            NoSearch = reader.Flag(noSearch),
            AllSuffixes = reader.Flag(allSuffixes),
            Timeout = reader.Duration(timeout),
            Attempts = reader.Number(attempts, 1, 5),
            Self = reader.Addresses(self, withPort: false),
            IsClient = reader.Flag(client),
            IncludeSelf = reader.Flag(includeSelf),
            Expect = reader.Number(expect, 0, int.MaxValue),
        };

        if (asking.Timeout is { } value && (value < ShortestTry || value > LongestTry))
        {
            reader.Wrong(words.OutOfRange("--timeout", reader.Text(timeout)!, "10ms", "30s"));
        }

        if (reader.Text(srv) is { } portName)
        {
            ReadSrv(reader, asking, portName);
        }

        return asking;
    }

    // Taken as people have it at hand: peer, _peer, or _peer._tcp.
    private void ReadSrv(OptionReader reader, LookupArguments asking, string text)
    {
        var labels = text.Split('.');
        var name = labels[0].TrimStart('_');
        var protocol = labels.Length > 1 ? labels[1].TrimStart('_') : "tcp";
        if (labels.Length > 2 || !IsLabel(name) || !IsLabel(protocol))
        {
            reader.Wrong(words.NotAPortName(text));
        }

        if (asking.Port is not null)
        {
            reader.Wrong(words.NotTogether("--port", "--srv"));
        }

        asking.PortName = name;
        asking.Protocol = protocol;
    }

    private static bool IsLabel(string text) => text.Length is > 0 and <= 62 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
