namespace HeadlessDiscovery;

/// <summary>Something in the resolver configuration that was ignored, changed or is missing.</summary>
public sealed record ConfigurationDiagnostic
{
    /// <summary>Creates a diagnostic.</summary>
    /// <param name="line">The line of the file, from 1; 0 if it does not refer to a line.</param>
    /// <param name="message">One sentence.</param>
    public ConfigurationDiagnostic(int line, string message)
    {
        Line = line;
        Message = message;
    }

    /// <summary>The line of the file, from 1; 0 if it does not refer to a line.</summary>
    public int Line { get; init; }

    /// <summary>One sentence with the setting, its value and what would be valid.</summary>
    public string Message { get; init; }

    /// <summary>The finding to which it belongs.</summary>
    internal ConfigurationDiagnosticKind Kind { get; init; }
}

/// <summary>The kind of problem with a line of the resolver configuration.</summary>
internal enum ConfigurationDiagnosticKind
{
    Ignored = 0,
    NoFile,
    NoNameServer,
    TooManyServers,
    NotAnAddress,
}
