using System.Collections.Immutable;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>Collects the findings of one diagnosis, and puts them into the order of reading: what hurts most first.</summary>
internal sealed class FindingList(FindingTexts texts)
{
    private readonly List<Finding> findings = [];

    public FindingTexts Texts => texts;

    /// <summary>Whether the name turned out to be that of something else than a headless Service.</summary>
    public bool HasOtherKind => findings.Exists(static finding => FindingCatalogue.Row(finding.Code).IsOtherKind);

    public bool Has(params ReadOnlySpan<string> codes)
    {
        foreach (var finding in findings)
        {
            if (codes.Contains(finding.Code))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(string code, FindingSeverity severity, FindingConfidence confidence, FindingText text, IEnumerable<string>? evidence = null, IEnumerable<string>? look = null) =>
        findings.Add(new Finding
        {
            Code = code,
            Severity = severity,
            Confidence = confidence,
            Title = text.Title,
            Why = text.Why,
            Fix = text.Fix,
            Evidence = [.. evidence ?? []],
            Look = [.. look ?? []],
            Doc = $"{texts.Page}#{code.ToLowerInvariant()}",
        });

    public ImmutableArray<Finding> ToImmutable() =>
        [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Code, StringComparer.Ordinal)];
}
