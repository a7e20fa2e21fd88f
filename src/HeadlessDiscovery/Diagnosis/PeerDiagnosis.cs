using System.Collections.Immutable;
using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery;

/// <summary>Explains the observed peers, and how to fix problems, with the same sentences for the command line, the log, the page and health data.</summary>
/// <remarks>Pure functions: they use no clock, query or file. A healthy state gives no findings. Thread-safe.</remarks>
public static class PeerDiagnosis
{
    /// <summary>Returns the findings for one lookup.</summary>
    /// <param name="explanation">From <see cref="PeerResolver.ExplainAsync"/>.</param>
    /// <param name="language">The language of the sentences.</param>
    /// <returns>The findings, errors first; empty if there are none, never default.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="explanation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="language"/> is not a defined value.</exception>
    public static ImmutableArray<Finding> Of(LookupExplanation explanation, FindingLanguage language) => Of(explanation, new DiagnosisEvidence(), language);

    /// <summary>Returns the findings for one lookup and additional evidence.</summary>
    /// <param name="explanation">From <see cref="PeerResolver.ExplainWithHostNamesAsync"/> where possible.</param>
    /// <param name="evidence">Evidence from servers, ports and the Kubernetes API.</param>
    /// <param name="language">The language of the sentences.</param>
    /// <returns>The findings, errors first; empty if there are none, never default.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="explanation"/> or <paramref name="evidence"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="language"/> is not a defined value.</exception>
    public static ImmutableArray<Finding> Of(LookupExplanation explanation, DiagnosisEvidence evidence, FindingLanguage language)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(evidence);
        var findings = new FindingList(FindingTexts.Of(language));
        MachineFindings.Add(findings, explanation);
        QuestionFindings.Add(findings, explanation, evidence);
        SampleFindings.Add(findings, explanation, evidence);
        MemberFindings.Add(findings, explanation, evidence);
        MachineFindings.AddCaches(findings, explanation);
        return findings.ToImmutable();
    }

    /// <summary>Returns the findings for a snapshot alone: a failed lookup, an empty list, self absent or lost, truncated.</summary>
    /// <param name="snapshot">A snapshot of any resolver.</param>
    /// <param name="language">The language of the sentences.</param>
    /// <returns>The findings, errors first; empty if there are none, never default. There are none before the first lookup has ended, and none for static peers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="snapshot"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="language"/> is not a defined value.</exception>
    public static ImmutableArray<Finding> Of(PeerSnapshot snapshot, FindingLanguage language)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var findings = new FindingList(FindingTexts.Of(language));
        SnapshotFindings.Add(findings, snapshot);
        return findings.ToImmutable();
    }
}
