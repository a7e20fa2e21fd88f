namespace HeadlessDiscovery.ResolvConf;

/// <summary>Reads the text of a resolv.conf, whatever is in it: what cannot be used becomes a diagnostic, never an exception.</summary>
internal static class ResolvConfParser
{
    /// <summary>Said where no name server is left. None is invented: in a pod, 127.0.0.1 would only hide the fault.</summary>
    public static readonly ConfigurationDiagnostic NoNameServer = new(
        0, "No name server is configured; write a line 'nameserver <address>' into the file, or set NameServers.") { Kind = ConfigurationDiagnosticKind.NoNameServer };

    // Read as UTF-8, each byte of its mark is one replacement character, and every second byte of its ASCII is zero.
    private static bool IsUtf16(ReadOnlySpan<char> text)
    {
        text = text.StartsWith("\uFFFD\uFFFD") ? text[2..] : text;
        return text is [not '\0', '\0', not '\0', '\0', ..] or ['\0', not '\0', '\0', not '\0', ..];
    }

    public static ResolverConfiguration Parse(string text, string? path = null)
    {
        var diagnostics = new DiagnosticList();
        var servers = new NameServerLines(diagnostics);
        var search = new SearchLines(diagnostics);
        var options = new OptionTokens(diagnostics);

        var number = 0;
        var rest = text.AsSpan();
        rest = rest.StartsWith('\uFEFF') ? rest[1..] : rest;
        if (IsUtf16(rest))
        {
            diagnostics.Add(0, "The file is UTF-16, so nothing in it can be read; save it as ASCII or UTF-8.");
            rest = [];
        }

        foreach (var range in rest.Split('\n'))
        {
            number++;
            var line = rest[range];
            var tokens = new ResolvConfTokens(line.EndsWith('\r') ? line[..^1] : line);
            if (!tokens.TryNext(out var directive))
            {
                continue;
            }

            switch (directive)
            {
                case "nameserver":
                    servers.Add(number, ref tokens);
                    break;
                case "search":
                    search.Add(number, "search", ref tokens);
                    break;
                case "domain":
                    search.Add(number, "domain", ref tokens);
                    break;
                case "options":
                    options.Add(number, ref tokens);
                    break;
                case "sortlist" or "lookup" or "family":
                    diagnostics.Add(number, $"The directive '{directive}' is ignored; peers are always sorted, and DNS is always queried.");
                    break;
                default:
                    diagnostics.Add(number, $"The directive {PrintableText.Quoted(directive)} is unknown and its line is ignored; write nameserver, search, domain or options, in lower case.");
                    break;
            }
        }

        var nameServers = servers.ToImmutable();
        return new ResolverConfiguration(options.Switches)
        {
            Path = path,
            NameServers = nameServers,
            Search = search.ToImmutable(),
            Ndots = options.Read(ResolvConfOptions.Ndots),
            Timeout = TimeSpan.FromSeconds(options.Read(ResolvConfOptions.Timeout)),
            Attempts = options.Read(ResolvConfOptions.Attempts),
            Diagnostics = nameServers.IsEmpty ? diagnostics.ToImmutable(NoNameServer) : diagnostics.ToImmutable(),
        };
    }
}
