namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Names that are often meant by one that does not exist: the second, headless Service beside a normal one, and the other way round.</summary>
internal static class SimilarNames
{
    private static readonly string[] Suffixes = ["-headless", "-peers", "-hl"];

    public static IEnumerable<string> Of(string service)
    {
        var dot = service.IndexOf('.', StringComparison.Ordinal);
        var (label, rest) = dot < 0 ? (service, string.Empty) : (service[..dot], service[dot..]);
        return Suffixes.FirstOrDefault(suffix => label.Length > suffix.Length && label.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } had
            ? [label[..^had.Length] + rest]
            : Suffixes.Select(suffix => label + suffix + rest);
    }
}
