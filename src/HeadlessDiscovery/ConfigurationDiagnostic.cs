namespace HeadlessDiscovery;

/// <summary>Something in the resolver configuration that was ignored, changed or is missing.</summary>
/// <param name="Line">The line of the file, from 1; 0 where no line is meant.</param>
/// <param name="Message">One sentence that names the thing, its value and what would be right.</param>
public sealed record ConfigurationDiagnostic(int Line, string Message)
{
    /// <summary>Which finding it belongs to.</summary>
    internal ConfigurationDiagnosticKind Kind { get; init; }
}
