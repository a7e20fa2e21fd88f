using System.Collections.Immutable;
using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery;

/// <summary>Says why these peers are seen, and what would change it: the same sentences for the command line, the log, the page and health data.</summary>
/// <remarks>Pure: no clock, no question, no file. What is healthy gives no finding. Safe on any thread.</remarks>
public static class PeerDiagnosis
{
    /// <summary>What one lookup says.</summary>
    /// <param name="explanation">From <see cref="PeerResolver.ExplainAsync"/>.</param>
    /// <param name="language">The language of the sentences.</param>
    /// <returns>The findings, errors first; empty where all is well, never default.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="explanation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="language"/> is not a defined value.</exception>
    public static ImmutableArray<Finding> Of(LookupExplanation explanation, FindingLanguage language) => Of(explanation, new DiagnosisEvidence(), language);

    /// <summary>What one lookup says, beside what else was found out.</summary>
    /// <param name="explanation">From <see cref="PeerResolver.ExplainWithHostNamesAsync"/> where possible.</param>
    /// <param name="evidence">What servers, ports and the Kubernetes API said.</param>
    /// <param name="language">The language of the sentences.</param>
    /// <returns>The findings, errors first; empty where all is well, never default.</returns>
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

    /// <summary>What a snapshot alone says: a failed lookup, an empty list, self absent or lost, truncated.</summary>
    /// <param name="snapshot">Of any resolver.</param>
    /// <param name="language">The language of the sentences.</param>
    /// <returns>The findings, errors first; empty where all is well, never default. Nothing before the first lookup has ended, and nothing about static peers.</returns>
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
