namespace HeadlessDiscovery.Tool.Commands.Manifest;

/// <summary>What a manifest is made for.</summary>
internal sealed record ManifestPlan(string Service, int Port, int Replicas, string? Image, bool IsStatefulSet)
{
    private const string Suffix = "-headless";

    /// <summary>The application: the service without its <c>-headless</c>. A label ends in a letter or digit.</summary>
    public string App => Service.EndsWith(Suffix, StringComparison.Ordinal) && Service.Length > Suffix.Length ? Service[..^Suffix.Length].TrimEnd('-') : Service;

    public string ImageOrPlaceholder => Image ?? $"{App}:latest";
}
