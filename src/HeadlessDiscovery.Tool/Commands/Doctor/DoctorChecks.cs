using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Everything that was looked at, in the order of a lookup. What was not done says so.</summary>
internal static class DoctorChecks
{
    public static IEnumerable<DoctorCheck> Of(DoctorReport report, Words words)
    {
        var (told, evidence) = (report.Examined.Told, report.Examined.Evidence);
        var isFound = told.Outcome == LookupOutcome.Found;
        yield return Counted(report, "resolv-conf", true, words.CheckedConfiguration(told.Plan.Configuration), "HP101", "HP102", "HP103", "HP105", "HP106");
        yield return Claimed(report, "name", told.Outcome is LookupOutcome.Found or LookupOutcome.Empty, words.CheckedName(told), "HP104", "HP204", "HP205", "HP208");
        foreach (var candidate in report.Examined.Candidates)
        {
            yield return new DoctorCheck("candidate", candidate.Outcome == LookupOutcome.Unknown ? "warning" : "ok", words.CheckedCandidate(candidate));
        }

        yield return Counted(report, "servers", !evidence.Samples.IsEmpty, words.CheckedServers(told.Plan.Configuration.NameServers.Length, evidence.Samples.Length + evidence.Later.Length), "HP201", "HP202", "HP203", "HP207");
        yield return Counted(report, "replicas", evidence.Inspection?.Servers.Any(server => server is not { HostNames.IsEmpty: true, Ids.IsEmpty: true, Serials.IsEmpty: true }) ?? false, words.CheckedReplicas(evidence.Inspection), "HP213");
        yield return Claimed(report, "answer", isFound, words.CheckedAnswer(told), "HP206", "HP209", "HP210", "HP211", "HP212");
        yield return Claimed(report, "kind", isFound, words.CheckedKind(told, evidence.Inspection), "HP302", "HP303", "HP305", "HP312");
        yield return told.Effect.Current.Membership == PeerMembership.Client
            ? new DoctorCheck("self", "skipped", words.CheckedClient)
            : Claimed(report, "self", report.Examined.Self is not null, words.CheckedSelf(report.Examined.Self, report.Examined.SelfSource), "HP301", "HP307");
        yield return Members(Counted(report, "members", told.Outcome != LookupOutcome.Unknown, words.CheckedMembers(report.Examined.Seen ?? 0, evidence.Expected), "HP304", "HP306", "HP311"), report);
        yield return Counted(report, "port", !evidence.Ports.IsEmpty, words.CheckedPorts(evidence.Ports), "HP308", "HP309");
        yield return Counted(report, "endpointslices", evidence.Endpoints is not null, words.CheckedSlices(evidence.Endpoints?.Length), "HP310");
    }

    // Too few are too few, also where a finding of another check says why, or is ignored.
    private static DoctorCheck Members(DoctorCheck counted, DoctorReport report) =>
        report.Examined.Seen < report.Examined.Evidence.Expected ? counted with { Status = FindingJson.Code(FindingSeverity.Error) } : counted;

    // A detail that only counts is true with a finding beside it.
    private static DoctorCheck Counted(DoctorReport report, string name, bool isDone, string detail, params string[] codes)
    {
        var (status, found) = Status(report, isDone, codes);
        return new DoctorCheck(name, status, string.Join(" · ", new[] { isDone ? detail : string.Empty, found }.Where(part => part.Length > 0)));
    }

    // A detail that says that all is well gives way to what is not.
    private static DoctorCheck Claimed(DoctorReport report, string name, bool isDone, string detail, params string[] codes)
    {
        var (status, found) = Status(report, isDone, codes);
        return new DoctorCheck(name, status, found.Length > 0 ? found : isDone ? detail : string.Empty);
    }

    private static (string Status, string Found) Status(DoctorReport report, bool isDone, string[] codes)
    {
        Finding[] findings = [.. report.Findings.Where(finding => codes.Contains(finding.Code))];
        var status = findings.Length > 0 ? FindingJson.Code(findings.Max(finding => finding.Severity)) : isDone ? "ok" : "skipped";
        return (status, string.Join(" ", findings.Select(finding => finding.Code).Distinct()));
    }
}
