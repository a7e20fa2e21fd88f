namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>The resolver configuration, as <c>headless-peers config</c> tells it.</summary>
internal sealed record ConfigurationDocument(
    string? Path,
    IReadOnlyList<string> NameServers,
    IReadOnlyList<string> Search,
    int Ndots,
    double Timeout,
    int Attempts,
    bool Rotate,
    bool UseTcp,
    bool SingleRequest,
    bool NoAaaa,
    bool NoReload,
    IReadOnlyList<DiagnosticDocument> Diagnostics)
{
    public static ConfigurationDocument Of(ResolverConfiguration read) => new(
        read.Path,
        [.. read.NameServers.Select(server => server.ToString())],
        read.Search,
        read.Ndots,
        Spelling.Seconds(read.Timeout)!.Value,
        read.Attempts,
        read.Rotate,
        read.UseTcp,
        read.SingleRequest,
        read.NoAaaa,
        read.NoReload,
        [.. read.Diagnostics.Select(diagnostic => new DiagnosticDocument(diagnostic.Line, diagnostic.Message))]);
}

/// <summary>A line of resolv.conf that was ignored or changed.</summary>
internal sealed record DiagnosticDocument(int Line, string Message);
