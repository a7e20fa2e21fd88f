using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.Diagnosis;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>Findings as log lines: level and event are those of the catalogue, the sentences those of every other place.</summary>
[SuppressMessage("Performance", "CA1848", Justification = "Level and event come from a row of the catalogue.")]
[SuppressMessage("Performance", "CA1873", Justification = "A finding is logged on a transition, not on a refresh.")]
internal static class FindingLog
{
    public static void CouldNotAsk(ILogger logger, string name, PeerSnapshot snapshot, ServiceSubject subject, string detail)
    {
        var finding = One(findings => SnapshotFindings.CouldNotAsk(findings, snapshot, subject));
        var (level, id) = Line(finding.Code);
        if (finding.Code == FindingCatalogue.Unverified)
        {
            logger.Log(level, id, "{Name}: {Finding} {Detail}", name, finding, detail);
        }
        else
        {
            logger.Log(level, id, "{Name}: DNS lookup failed ({Reason}): {Finding} {Detail}", name, snapshot.LastReason.ToCode(), finding, detail);
        }
    }

    public static void Note(ILogger logger, string name, LookupNote note)
    {
        var findings = New();
        NoteFindings.Add(findings, note, ServiceSubject.Of(note), LookupOutcome.Found, isShort: false);
        if (findings.ToImmutable() is [var finding] && FindingCatalogue.Row(finding.Code).Level is not null)
        {
            Write(logger, name, finding);
        }
        else
        {
            logger.Note(name, note.Text);
        }
    }

    public static void SelfAbsent(ILogger logger, string name, ServiceSubject subject, ImmutableArray<Peer> own, string source, TimeSpan time)
    {
        var finding = One(findings =>
        {
            var cause = source == "interfaces" ? AbsenceCause.NoVariable : AbsenceCause.Unknown;
            var text = own.IsEmpty ? findings.Texts.SelfUnknown(subject.IsInCluster) : findings.Texts.SelfAbsent(cause, null, subject.IsInCluster);
            var addresses = own.IsEmpty ? "none known" : string.Join(", ", own);
            MemberFindings.SelfAbsent(findings, subject, text, FindingConfidence.Likely, [findings.Texts.OwnAddresses(addresses, source), findings.Texts.AbsentFor(time)]);
        });
        var (level, id) = Line(finding.Code);
        logger.Log(level, id, "{Name}: {Finding} {Evidence}", name, finding, string.Join(", ", finding.Evidence));
    }

    public static void SelfVariable(ILogger logger, string name, OwnVariableProblem problem) =>
        Write(logger, name, One(findings => MemberFindings.SelfVariable(findings, problem, [])));

    public static void SelfUncertain(ILogger logger, string name, PeerSnapshot snapshot, IEnumerable<Peer> others) =>
        Write(logger, name, One(findings => MemberFindings.OneOfOwnAddresses(findings, ServiceSubject.Of(snapshot), snapshot.Members, others)));

    public static void SelfLost(ILogger logger, string name, PeerSnapshot snapshot) =>
        Write(logger, name, One(findings => MemberFindings.SelfLost(findings, ServiceSubject.Of(snapshot))));

    public static void Configuration(ILogger logger, string name, string? path, ConfigurationDiagnostic diagnostic)
    {
        var code = MachineFindings.CodeOf(diagnostic.Kind);
        if (code == FindingCatalogue.NoServer)
        {
            logger.NoConfiguration(name, path, diagnostic.Message);
        }
        else
        {
            var (level, id) = Line(code);
            logger.Log(level, id, "{Name}: {Path}, line {Line}: {Message}", name, path, diagnostic.Line, diagnostic.Message);
        }
    }

    private static void Write(ILogger logger, string name, Finding finding)
    {
        var (level, id) = Line(finding.Code);
        logger.Log(level, id, "{Name}: {Finding}", name, finding);
    }

    private static (LogLevel Level, EventId Id) Line(string code) => FindingCatalogue.Row(code) is { Level: { } level } kind
        ? (level, kind.Event)
        : throw new ArgumentOutOfRangeException(nameof(code), code, "A finding that the log does not have.");

    private static Finding One(Action<FindingList> add)
    {
        var findings = New();
        add(findings);
        return findings.ToImmutable()[0];
    }

    // Log lines are searched for: one language.
    private static FindingList New() => new(FindingTexts.Of(FindingLanguage.English));
}
