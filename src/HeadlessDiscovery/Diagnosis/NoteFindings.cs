namespace HeadlessDiscovery.Diagnosis;

/// <summary>The findings behind the notes of a lookup: what kind of service it is, what was left out of the answer.</summary>
internal static class NoteFindings
{
    public static void Add(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence)
    {
        var subject = ServiceSubject.Of(explanation);
        string[] reverse = [.. (evidence.Inspection?.ReverseNames ?? []).Select(findings.Texts.Reverse)];
        foreach (var note in explanation.NotesTold)
        {
            var isVirtual = note.Kind is LookupNoteKind.ClusterIp or LookupNoteKind.SwarmVirtualAddress;
            Add(
                findings,
                note,
                subject,
                explanation.Outcome,
                MemberFindings.IsShort(explanation, evidence),
                Evidence(findings, explanation, note).Concat(isVirtual ? reverse : []));
        }

        LedBack(findings, explanation, evidence, subject, reverse);

        if (explanation is { ViaCname: true, Name: { } name } && !findings.HasOtherKind && explanation.NotesTold.IsEmpty && !explanation.Plan.Candidates.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            findings.Add(FindingCatalogue.ExternalName, FindingSeverity.Error, FindingConfidence.Likely, findings.Texts.ExternalName(name, null, leadsNowhere: false, ServiceSubject.Of(explanation.Plan, name).IsInCluster), QuestionFindings.Tries(findings, explanation), ServiceSubject.Look(explanation, subject.Yaml()));
        }
    }

    // CoreDNS: the address of a pod leads back to a name below its Service, that of a ClusterIP to the Service itself.
    private static void LedBack(FindingList findings, LookupExplanation explanation, DiagnosisEvidence evidence, ServiceSubject subject, string[] reverse)
    {
        if (explanation is { Name: { } name, ViaCname: false } && subject.Namespace is not null && !findings.HasOtherKind
            && (evidence.Inspection?.ReverseNames ?? []).Any(names => names.Names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            findings.Add(FindingCatalogue.ClusterIp, FindingSeverity.Error, FindingConfidence.Likely, findings.Texts.ClusterIp(name, isCluster: true), reverse, [subject.Yaml()]);
        }
    }

    /// <param name="findings">Where it goes.</param>
    /// <param name="note">The note.</param>
    /// <param name="subject">The service that commands name.</param>
    /// <param name="outcome">What became of the lookup: it decides how much the note matters.</param>
    /// <param name="isShort">Whether peers are missing.</param>
    /// <param name="evidence">What was seen.</param>
    public static void Add(FindingList findings, LookupNote note, ServiceSubject subject, LookupOutcome outcome, bool isShort, IEnumerable<string>? evidence = null)
    {
        var (texts, isCluster) = (findings.Texts, subject.IsInCluster);
        string[] look = isCluster ? [subject.Yaml()] : [$"headless-peers resolve {note.About} -v"];

        // Outside a cluster any server may have such records, and means no Service by them.
        var confidence = ServiceSubject.Of(note.About).Namespace is null ? FindingConfidence.Likely : FindingConfidence.Certain;
        switch (note.Kind)
        {
            case LookupNoteKind.ClusterIp:
                findings.Add(FindingCatalogue.ClusterIp, FindingSeverity.Error, confidence, texts.ClusterIp(note.About, isCluster), evidence, look);
                break;
            case LookupNoteKind.ExternalName:
                findings.Add(FindingCatalogue.ExternalName, FindingSeverity.Error, confidence, texts.ExternalName(note.About, note.Value, leadsNowhere: outcome == LookupOutcome.Empty, isCluster), evidence, look);
                break;
            case LookupNoteKind.PodName:
                findings.Add(FindingCatalogue.OnePod, isShort ? FindingSeverity.Error : FindingSeverity.Warning, confidence, texts.PodName(note.About, note.Value), evidence, [$"headless-peers resolve {note.Value}"]);
                break;
            case LookupNoteKind.LeftOutAlias:
                findings.Add(FindingCatalogue.OutsideCluster, FindingSeverity.Warning, FindingConfidence.Certain, texts.LeftOutAlias(note.About, note.Value), evidence, look);
                break;
            case LookupNoteKind.SwarmVirtualAddress:
                findings.Add(FindingCatalogue.VirtualAddress, FindingSeverity.Error, FindingConfidence.Certain, texts.SwarmVirtualAddress(note.About, note.Value), evidence, [$"headless-peers resolve {note.Value}"]);
                break;
            case LookupNoteKind.NoSuchPortName:
                findings.Add(FindingCatalogue.NoAddress, FindingSeverity.Error, FindingConfidence.Certain, texts.NoSuchPort(note.About, note.Value, isCluster), evidence, look);
                break;
            case LookupNoteKind.AddressesLeftOut:
                findings.Add(FindingCatalogue.Unverified, outcome == LookupOutcome.Found ? FindingSeverity.Warning : FindingSeverity.Error, FindingConfidence.Certain, texts.Dropped(note.About), evidence, isCluster ? [subject.Slices()] : [$"headless-peers resolve {subject.Service} -v"]);
                break;
            case LookupNoteKind.UnprovenDenial:
                findings.Add(FindingCatalogue.Unverified, FindingSeverity.Warning, FindingConfidence.Certain, texts.Unproven(note.About, isCluster), evidence, [$"headless-peers resolve {note.About} -v"]);
                break;
            case LookupNoteKind.ZoneLost:
                findings.Add(FindingCatalogue.Unverified, FindingSeverity.Error, FindingConfidence.Certain, texts.ZoneLost(note.About), evidence, ["headless-peers config", ReasonFindings.KubeDns]);
                break;
            case LookupNoteKind.ServersDisagree:
                findings.Add(FindingCatalogue.Disagree, FindingSeverity.Warning, FindingConfidence.Certain, texts.DisagreeForLong(note.About, isCluster), evidence, isCluster ? [SampleFindings.LookAtReplicas] : [$"headless-peers resolve {note.About} -v"]);
                break;
            case LookupNoteKind.NoCandidate:
                findings.Add(FindingCatalogue.NoSearchList, FindingSeverity.Error, FindingConfidence.Certain, texts.NoSearchList(note.About, hasList: true), evidence, [$"headless-peers expand {note.About}"]);
                break;
            case LookupNoteKind.PipelineGaveUp:
                // The application's own pipeline: its message is in the log and the exception, and the reason makes the finding.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(note), note.Kind, "A note without a finding.");
        }
    }

    // The records that give it away; for all else the questions and what came of them.
    private static IEnumerable<string> Evidence(FindingList findings, LookupExplanation explanation, LookupNote note)
    {
        var addresses = explanation.Peers.Select(peer => $"{note.About} -> {peer.Address}");
        return note.Kind switch
        {
            LookupNoteKind.ClusterIp or LookupNoteKind.PodName => addresses.Prepend($"SRV {note.About} -> {note.About}"),
            LookupNoteKind.ExternalName or LookupNoteKind.LeftOutAlias => addresses.Prepend($"CNAME {note.About} -> {note.Value}"),
            LookupNoteKind.NoCandidate => explanation.Plan.NotQueried.Select(findings.Texts.LeftOut),
            _ => QuestionFindings.Tries(findings, explanation),
        };
    }
}
