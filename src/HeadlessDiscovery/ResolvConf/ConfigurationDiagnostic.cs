namespace HeadlessDiscovery;

/// <summary>Something in the resolver configuration that was ignored, changed or is missing.</summary>
public sealed record ConfigurationDiagnostic
{
    /// <summary>Makes a diagnostic.</summary>
    /// <param name="line">The line of the file, from 1; 0 where no line is meant.</param>
    /// <param name="message">One sentence.</param>
    public ConfigurationDiagnostic(int line, string message)
    {
        Line = line;
        Message = message;
    }

    /// <summary>The line of the file, from 1; 0 where no line is meant.</summary>
    public int Line { get; init; }

    /// <summary>One sentence with the thing, its value and what would be right.</summary>
    public string Message { get; init; }

    /// <summary>Which finding it belongs to.</summary>
    internal ConfigurationDiagnosticKind Kind { get; init; }
}

/// <summary>What kind of trouble a line of the resolver configuration is.</summary>
internal enum ConfigurationDiagnosticKind
{
    Ignored = 0,
    NoFile,
    NoNameServer,
    TooManyServers,
    NotAnAddress,
}
