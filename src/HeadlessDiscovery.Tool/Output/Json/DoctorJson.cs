using System.Text.Json;
using HeadlessDiscovery.Tool.Commands.Doctor;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>doctor -o json</c>.</summary>
internal static class DoctorJson
{
    public static ReadOnlyMemory<byte> Of(DoctorReport report) => JsonLine.Of(json =>
    {
        json.WriteString("service", report.Request.Service);
        json.WriteString("verdict", JsonWords.Of(report.Verdict));
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteOptional("seen", report.Examined.Seen);
        json.WriteOptional("expected", report.Examined.Evidence.Expected);
        json.WriteString("self", report.Examined.Self);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in DoctorChecks.Of(report, Words.English))
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("status", check.Status);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteInspection(json, report.Examined.Evidence.Inspection ?? new ServerInspection());
        ResolveJson.WriteAsked(json, "trace", report.Examined.Asked);
    });

    private static void WriteInspection(Utf8JsonWriter json, ServerInspection inspection)
    {
        json.WriteStartArray("servers");
        foreach (var server in inspection.Servers)
        {
            json.WriteStartObject();
            json.WriteString("server", server.Server.ToString());
            json.WriteStrings("hostNames", server.HostNames);
            json.WriteStrings("ids", server.Ids);
            json.WriteStartArray("serials");
            foreach (var serial in server.Serials)
            {
                json.WriteNumberValue(serial);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("reverse");
        foreach (var reverse in inspection.ReverseNames)
        {
            json.WriteStartObject();
            json.WriteString("address", reverse.Address.ToString());
            json.WriteStrings("names", reverse.Names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Code);
        json.WriteString("severity", JsonWords.Of(finding.Severity));
        json.WriteString("title", finding.Title);
        json.WriteStrings("evidence", finding.Evidence);
        json.WriteString("why", finding.Why);
        json.WriteString("fix", finding.Fix);
        json.WriteStrings("look", finding.Look);
        json.WriteString("doc", finding.Doc);
        json.WriteString("confidence", JsonWords.Of(finding.Confidence));
        json.WriteEndObject();
    }
}
