using System.Text.Json;

namespace HeadlessDiscovery.Json;

/// <summary>Findings. Severity and confidence are part of the contract, so their spelling does not follow the names in code.</summary>
internal static class FindingJson
{
    public static void WriteFindings(this Utf8JsonWriter json, IEnumerable<Finding> findings) => json.WriteObjects("findings", findings, finding =>
    {
        json.WriteString("code", finding.Code);
        json.WriteString("severity", Code(finding.Severity));
        json.WriteString("title", finding.Title);
        json.WriteStrings("evidence", finding.Evidence);
        json.WriteString("why", finding.Why);
        json.WriteString("fix", finding.Fix);
        json.WriteStrings("look", finding.Look);
        json.WriteString("doc", finding.Doc);
        json.WriteString("confidence", finding.Confidence switch
        {
            FindingConfidence.Certain => "certain",
            FindingConfidence.Likely => "likely",
            _ => "possible",
        });
    });

    public static string Code(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
