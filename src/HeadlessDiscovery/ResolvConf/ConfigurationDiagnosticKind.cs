namespace HeadlessDiscovery;

/// <summary>What kind of trouble a line of the resolver configuration is.</summary>
internal enum ConfigurationDiagnosticKind
{
    Ignored = 0,
    NoFile,
    NoNameServer,
    TooManyServers,
    NotAnAddress,
}
