using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Replaces in a configuration what the options set.</summary>
internal static class ConfigurationOverrides
{
    /// <summary>The configuration itself where the options replace nothing.</summary>
    public static ResolverConfiguration Apply(ResolverConfiguration configuration, HeadlessPeersOptions options)
    {
        if (options is { NameServers.Count: 0, SearchDomains.Count: 0, Ndots: null, AttemptTimeout: null, Attempts: null, UseTcp: false })
        {
            return configuration;
        }

        var diagnostics = new DiagnosticList();
        var nameServers = options.NameServers.Count == 0 ? configuration.NameServers : ReadNameServers(options.NameServers, diagnostics);
        var search = options.SearchDomains.Count == 0 ? configuration.Search : ReadSearch(options.SearchDomains, diagnostics);

        return new ResolverConfiguration(configuration)
        {
            NameServers = nameServers,
            Search = search,
            Ndots = options.Ndots ?? configuration.Ndots,
            Timeout = options.AttemptTimeout ?? configuration.Timeout,
            Attempts = options.Attempts ?? configuration.Attempts,
            UseTcp = options.UseTcp || configuration.UseTcp,
            Diagnostics =
            [
                .. configuration.Diagnostics.Where(diagnostic => diagnostic != ResolvConfParser.NoNameServer),
                .. nameServers.IsEmpty ? diagnostics.ToImmutable(ResolvConfParser.NoNameServer) : diagnostics.ToImmutable(),
            ],
        };
    }

    private static ImmutableArray<IPEndPoint> ReadNameServers(IEnumerable<string> texts, DiagnosticList diagnostics)
    {
        var servers = new List<IPEndPoint>();
        foreach (var text in texts)
        {
            if (!NameServerText.TryParseEndPoint(text, out var server))
            {
                diagnostics.Add(0, $"The name server {PrintableText.Quoted(text)} of NameServers is ignored; write an address with an optional port, such as 10.96.0.10, 10.96.0.10:53 or [fd00::10]:53.", ConfigurationDiagnosticKind.NotAnAddress);
            }
            else if (!servers.Contains(server))
            {
                servers.Add(server);
            }
        }

        return [.. servers];
    }

    private static ImmutableArray<string> ReadSearch(IEnumerable<string> texts, DiagnosticList diagnostics)
    {
        var elements = new SearchElements(diagnostics, line: 0);
        foreach (var text in texts)
        {
            elements.Add(text);
        }

        return elements.ToImmutable();
    }
}
