namespace HeadlessDiscovery.AspNetCore.Documents;

/// <summary>A finding, as <c>headless-peers doctor</c> tells one.</summary>
internal sealed record FindingDocument(
    string Code, string Severity, string Title, IReadOnlyList<string> Evidence, string Why, string? Fix, IReadOnlyList<string> Look, string Doc, string Confidence)
{
    public static FindingDocument Of(Finding finding) => new(
        finding.Code,
        Severities(finding.Severity),
        finding.Title,
        finding.Evidence,
        finding.Why,
        finding.Fix,
        finding.Look,
        finding.Doc,
        finding.Confidence switch
        {
            FindingConfidence.Certain => "certain",
            FindingConfidence.Likely => "likely",
            _ => "possible",
        });

    public static string Severities(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
