using System.Collections.Immutable;
using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>Each note of a lookup is one finding: its code, how bad it is, and what to look at.</summary>
public sealed class NoteFindingTests
{
    private const string Name = "orders.shop.svc.cluster.local.";
    private const string Yaml = "kubectl -n shop get service orders -o yaml";
    private const string Verbose = $"headless-peers resolve {Name} -v";

    [Theory]
    [InlineData(nameof(LookupNoteKind.ClusterIp), "HP302 Error Certain", Yaml)]
    [InlineData(nameof(LookupNoteKind.ExternalName), "HP303 Error Certain", Yaml)]
    [InlineData(nameof(LookupNoteKind.PodName), "HP313 Warning Certain", "headless-peers resolve other.")]
    [InlineData(nameof(LookupNoteKind.LeftOutAlias), "HP208 Warning Certain", Yaml)]
    [InlineData(nameof(LookupNoteKind.SwarmVirtualAddress), "HP312 Error Certain", "headless-peers resolve other.")]
    [InlineData(nameof(LookupNoteKind.NoSuchPortName), "HP205 Error Certain", Yaml)]
    [InlineData(nameof(LookupNoteKind.AddressesLeftOut), "HP209 Warning Certain", "kubectl -n shop get endpointslices -l kubernetes.io/service-name=orders")]
    [InlineData(nameof(LookupNoteKind.UnprovenDenial), "HP209 Warning Certain", Verbose)]
    [InlineData(nameof(LookupNoteKind.ServersDisagree), "HP207 Warning Certain", SampleFindings.LookAtReplicas)]
    [InlineData(nameof(LookupNoteKind.NoCandidate), "HP102 Error Certain", $"headless-peers expand {Name}")]
    public void In_a_cluster_a_note_has_its_code_and_the_command_that_shows_more(string kind, string expected, string look)
    {
        var finding = Assert.Single(Of(kind, Name));

        Assert.Equal(expected, $"{finding.Code} {finding.Severity} {finding.Confidence}");
        Assert.Equal([look], finding.Look);
        Assert.Equal(["seen"], finding.Evidence);
    }

    [Theory]
    [InlineData(nameof(LookupNoteKind.ClusterIp), "HP302 Error Likely", "headless-peers resolve db.example. -v")]
    [InlineData(nameof(LookupNoteKind.ExternalName), "HP303 Error Likely", "headless-peers resolve db.example. -v")]
    [InlineData(nameof(LookupNoteKind.PodName), "HP313 Warning Likely", "headless-peers resolve other.")]
    [InlineData(nameof(LookupNoteKind.AddressesLeftOut), "HP209 Warning Certain", "headless-peers resolve db -v")]
    [InlineData(nameof(LookupNoteKind.ServersDisagree), "HP207 Warning Certain", "headless-peers resolve db.example. -v")]
    public void Outside_a_cluster_a_record_is_no_proof_of_a_Service_and_no_command_is_for_Kubernetes(string kind, string expected, string look)
    {
        var finding = Assert.Single(Of(kind, "db.example."));

        Assert.Equal(expected, $"{finding.Code} {finding.Severity} {finding.Confidence}");
        Assert.Equal([look], finding.Look);
    }

    [Fact]
    public void It_is_an_error_where_peers_are_missing_for_it()
    {
        Assert.Equal(FindingSeverity.Error, Assert.Single(Of(nameof(LookupNoteKind.PodName), Name, isShort: true)).Severity);
        Assert.Equal(FindingSeverity.Error, Assert.Single(Of(nameof(LookupNoteKind.AddressesLeftOut), Name, LookupOutcome.Unknown)).Severity);
    }

    [Fact]
    public void What_the_applications_own_pipeline_did_is_no_finding() => Assert.Empty(Of(nameof(LookupNoteKind.PipelineGaveUp), Name));

    private static ImmutableArray<Finding> Of(string kind, string about, LookupOutcome outcome = LookupOutcome.Found, bool isShort = false)
    {
        var findings = new FindingList(FindingTexts.Of(FindingLanguage.English));
        NoteFindings.Add(findings, new LookupNote(Enum.Parse<LookupNoteKind>(kind), "Some sentence.") { About = about, Value = "other." }, ServiceSubject.Of(about), outcome, isShort, ["seen"]);
        return findings.ToImmutable();
    }
}
