using HeadlessDiscovery.Diagnosis;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>Findings as log lines: the number of the code is the event id, the sentences are those of every other place.</summary>
internal static class FindingLog
{
    public static void CouldNotAsk(ILogger logger, string name, PeerSnapshot snapshot, string detail, bool isCluster)
    {
        var reason = snapshot.LastReason.ToCode();
        var finding = One(findings => SnapshotFindings.CouldNotAsk(findings, snapshot, isCluster));
        switch (finding.Code)
        {
            case FindingCatalogue.NoServer:
                logger.NoServer(name, reason, finding, detail);
                break;
            case FindingCatalogue.ServerFailed:
                logger.ServerFailed(name, reason, finding, detail);
                break;
            case FindingCatalogue.Refused:
                logger.Refused(name, reason, finding, detail);
                break;
            case FindingCatalogue.Truncated:
                logger.Truncated(name, reason, finding, detail);
                break;
            case FindingCatalogue.Unverified:
                logger.Unverified(name, finding, detail);
                break;
            case FindingCatalogue.FamilyFailed:
                logger.FamilyFailed(name, reason, finding, detail);
                break;
            default:
                logger.NoAnswer(name, reason, finding, detail);
                break;
        }
    }

    public static void Note(ILogger logger, string name, LookupNote note)
    {
        var findings = New();
        NoteFindings.Add(findings, note, ServiceSubject.Of(note.About), FindingSeverity.Warning, ServiceSubject.IsInCluster(note));
        switch (findings.ToImmutable())
        {
            case [{ Code: FindingCatalogue.NoAddress } finding]:
                logger.NoSuchPort(name, finding);
                break;
            case [{ Code: FindingCatalogue.Disagree } finding]:
                logger.Disagree(name, finding);
                break;
            case [{ Code: FindingCatalogue.OutsideCluster } finding]:
                logger.LeftOutAlias(name, finding);
                break;
            case [{ Code: FindingCatalogue.VirtualAddress } finding]:
                logger.VirtualAddress(name, finding);
                break;
            case [{ Code: FindingCatalogue.Unverified } finding]:
                logger.Unverified(name, finding, string.Empty);
                break;
            case [{ Code: FindingCatalogue.ClusterIp } finding]:
                logger.ClusterIp(name, finding);
                break;
            case [{ Code: FindingCatalogue.OnePod } finding]:
                logger.PodName(name, finding);
                break;
            case [{ Code: FindingCatalogue.ExternalName } finding]:
                logger.ExternalName(name, finding);
                break;
            default:
                logger.Note(name, note.Text);
                break;
        }
    }

    public static void SelfAbsent(ILogger logger, string name, PeerSnapshot snapshot, string own, string source, TimeSpan time, bool isCluster)
    {
        var finding = One(findings => MemberFindings.SelfAbsent(findings, ServiceSubject.Of(snapshot.ResolvedName), own, source, [findings.Texts.AbsentFor(time)], isCluster));
        logger.SelfAbsent(name, finding, string.Join(", ", finding.Evidence));
    }

    public static void SelfVariable(ILogger logger, string name, OwnVariableProblem problem) =>
        logger.SelfAbsent(name, One(findings => MemberFindings.SelfVariable(findings, problem, [])), string.Empty);

    public static void SelfUncertain(ILogger logger, string name, PeerSnapshot snapshot, IEnumerable<Peer> others) =>
        logger.VirtualAddress(name, One(findings => MemberFindings.OneOfOwnAddresses(findings, snapshot.Members, others, SnapshotFindings.IsInCluster(snapshot))));

    public static void SelfLost(ILogger logger, string name, PeerSnapshot snapshot) =>
        logger.SelfLost(name, One(findings => MemberFindings.SelfLost(findings, ServiceSubject.Of(snapshot.ResolvedName), SnapshotFindings.IsInCluster(snapshot))));

    public static void Configuration(ILogger logger, string name, string? path, ConfigurationDiagnostic diagnostic)
    {
        switch (diagnostic.Kind)
        {
            case ConfigurationDiagnosticKind.NoFile or ConfigurationDiagnosticKind.NoNameServer:
                logger.NoConfiguration(name, path, diagnostic.Message);
                break;
            case ConfigurationDiagnosticKind.TooManyServers:
                logger.TooManyServers(name, path, diagnostic.Line, diagnostic.Message);
                break;
            case ConfigurationDiagnosticKind.NotAnAddress:
                logger.NotAnAddress(name, path, diagnostic.Line, diagnostic.Message);
                break;
            default:
                logger.LineIgnored(name, path, diagnostic.Line, diagnostic.Message);
                break;
        }
    }

    private static Finding One(Action<FindingList> add)
    {
        var findings = New();
        add(findings);
        return findings.ToImmutable()[0];
    }

    // Log lines are searched for: one language.
    private static FindingList New() => new(FindingTexts.Of(FindingLanguage.English));
}
