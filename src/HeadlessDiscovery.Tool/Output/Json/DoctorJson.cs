using System.Text.Json;
using HeadlessDiscovery.Json;
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
        json.WriteFindings(report.Findings);
        json.WriteObjects("checks", DoctorChecks.Of(report, Words.English), check =>
        {
            json.WriteString("name", check.Name);
            json.WriteString("status", check.Status);
        });
        WriteInspection(json, report.Examined.Evidence.Inspection ?? new ServerInspection());
        json.WriteQuestions("trace", report.Examined.Asked);
    });

    private static void WriteInspection(Utf8JsonWriter json, ServerInspection inspection)
    {
        json.WriteObjects("servers", inspection.Servers, server =>
        {
            json.WriteString("server", server.Server.ToString());
            json.WriteStrings("hostNames", server.HostNames);
            json.WriteStrings("ids", server.Ids);
            json.WriteStartArray("serials");
            foreach (var serial in server.Serials)
            {
                json.WriteNumberValue(serial);
            }

            json.WriteEndArray();
        });
        json.WriteObjects("reverse", inspection.ReverseNames, reverse =>
        {
            json.WriteString("address", reverse.Address.ToString());
            json.WriteStrings("names", reverse.Names);
        });
    }
}
