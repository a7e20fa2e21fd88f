using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Everything that was looked at, in the order of a lookup. What was not seen is never "ok", and says why.</summary>
internal static class DoctorChecks
{
    public static IEnumerable<DoctorCheck> Of(DoctorReport report, Words words)
    {
        var (told, evidence) = (report.Examined.Told, report.Examined.Evidence);
        var isFound = told.Outcome == LookupOutcome.Found;
        var failed = words.NotChecked(words.BecauseLookupFailed);
        var nobody = words.NotChecked(told.Outcome == LookupOutcome.Empty ? words.BecauseNobody : words.BecauseLookupFailed);
        yield return Counted(report, "resolv-conf", true, words.CheckedConfiguration(told.Plan.Configuration), string.Empty);
        yield return Claimed(report, "name", Examined.IsVerified(told), words.CheckedName(told), failed);
        foreach (var candidate in report.Examined.Candidates)
        {
            yield return new DoctorCheck("candidate", candidate.Outcome == LookupOutcome.Unknown ? "warning" : "ok", words.CheckedCandidate(candidate));
        }

        LookupExplanation[] samples = [.. evidence.Samples, .. evidence.Later];
        var answers = samples.Count(Examined.IsVerified);
        yield return Answered(Counted(report, "servers", samples.Length > 0, words.CheckedServers(told.Plan.Configuration.NameServers.Length, samples.Length, answers), failed), answers);
        yield return Counted(report, "replicas", evidence.Inspection?.Servers.Any(server => server is not { HostNames.IsEmpty: true, Ids.IsEmpty: true, Serials.IsEmpty: true }) ?? false, words.CheckedReplicas(evidence.Inspection), evidence.Inspection is null ? failed : words.NotChecked(words.BecauseNoIdentity));
        yield return Claimed(report, "answer", isFound, words.CheckedAnswer(told), nobody);
        yield return Claimed(report, "kind", ShowsKind(report.Examined), words.CheckedKind(told, evidence.Inspection), isFound ? words.NotChecked(words.BecauseNoPodNames(told.Asked.LastOrDefault(query => query.Type == "SRV")?.Result)) : nobody);
        yield return told.Effect.Current.Membership == PeerMembership.Client
            ? new DoctorCheck("self", "skipped", words.CheckedClient)
            : Claimed(report, "self", report.Examined.Self is not null, words.CheckedSelf(report.Examined.Self, report.Examined.SelfSource), nobody);
        var members = words.CheckedMembers(report.Examined.Seen ?? 0, evidence.Expected);
        yield return Members(Counted(report, "members", told.Outcome != LookupOutcome.Unknown && evidence.Expected is not null, members, told.Outcome == LookupOutcome.Unknown ? failed : members), report);
        yield return Counted(report, "port", !evidence.Ports.IsEmpty, words.CheckedPorts(evidence.Ports, report.Examined.Seen ?? 0), !isFound ? nobody : words.NotChecked(report.Request.Lookup.Protocol != "tcp" ? words.BecauseNotTcp : report.Examined.Seen == 0 ? words.BecauseNobody : words.BecauseNoPort));
        yield return Counted(report, "endpointslices", evidence.Endpoints is not null, words.CheckedSlices(evidence.Endpoints ?? []), words.NotChecked(words.BecauseNotGiven("--endpointslices FILE")));
    }

    // Whether the answers show that the addresses are those of pods (semantics H): one address that nothing names may be anything.
    private static bool ShowsKind(Examined examined) => examined.Told is { Outcome: LookupOutcome.Found } explanation
        && (!explanation.HostNames.IsEmpty
            || explanation.Self == SelfPresence.Present
            || explanation.Peers.GroupBy(peer => peer.Address.AddressFamily).Any(family => family.DistinctBy(peer => peer.Address).Count() > 1)
            || (examined.Evidence.Inspection?.ReverseNames ?? []).Any(names => names.Names.Any(name => name.EndsWith($".{explanation.Name}", StringComparison.OrdinalIgnoreCase))));

    // Servers that gave no answer to use are not well, also where the finding is about the answer.
    private static DoctorCheck Answered(DoctorCheck counted, int answers) => answers == 0 && counted.Status == "ok" ? counted with { Status = "skipped" } : counted;

    // Too few are too few, also where a finding of another check says why, or is ignored.
    private static DoctorCheck Members(DoctorCheck counted, DoctorReport report) =>
        report.Examined.Seen < report.Examined.Evidence.Expected ? counted with { Status = FindingJson.Code(FindingSeverity.Error) } : counted;

    // A detail that only counts is true with a finding beside it.
    private static DoctorCheck Counted(DoctorReport report, string name, bool isDone, string detail, string otherwise)
    {
        var (status, found) = Status(report, isDone, name);
        return new DoctorCheck(name, status, string.Join(" · ", new[] { isDone ? detail : found.Length == 0 ? otherwise : string.Empty, found }.Where(part => part.Length > 0)));
    }

    // A detail that says that all is well gives way to what is not.
    private static DoctorCheck Claimed(DoctorReport report, string name, bool isDone, string detail, string otherwise)
    {
        var (status, found) = Status(report, isDone, name);
        return new DoctorCheck(name, status, found.Length > 0 ? found : isDone ? detail : otherwise);
    }

    private static (string Status, string Found) Status(DoctorReport report, bool isDone, string name)
    {
        Finding[] findings = [.. report.Findings.Where(finding => FindingCatalogue.Of(name).Contains(finding.Code))];
        var status = findings.Length > 0 ? FindingJson.Code(findings.Max(finding => finding.Severity)) : isDone ? "ok" : "skipped";
        return (status, string.Join(" ", findings.Select(finding => finding.Code).Distinct()));
    }
}

/// <summary>One thing that was looked at, whether it was found well or not.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Status"><c>ok</c>, <c>info</c>, <c>warning</c>, <c>error</c> or <c>skipped</c>.</param>
/// <param name="Detail">What was seen, for people.</param>
internal sealed record DoctorCheck(string Name, string Status, string Detail);
