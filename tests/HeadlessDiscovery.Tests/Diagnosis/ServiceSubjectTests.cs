using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>What a name tells about the Service that a finding is about.</summary>
public sealed class ServiceSubjectTests
{
    [Theory]
    [InlineData("web.shop.svc.k8s.corp.example.", "k8s.corp.example")]
    [InlineData("svc.cluster.local.", "cluster.local")]
    [InlineData("a.printer.local.", "printer.local")]
    [InlineData("web.shop.svc.", "shop.svc")]
    public void The_zone_follows_svc_and_is_the_last_two_labels_otherwise(string name, string zone) => Assert.Equal(zone, ServiceSubject.ZoneOf(name));

    [Theory]
    [InlineData(nameof(LookupNoteKind.AddressesLeftOut), true)]
    [InlineData(nameof(LookupNoteKind.UnprovenDenial), true)]
    [InlineData(nameof(LookupNoteKind.NoCandidate), true)]
    [InlineData(nameof(LookupNoteKind.ClusterIp), false)]
    public void A_note_that_is_about_no_name_does_not_show_that_there_is_no_cluster(string kind, bool isInCluster) =>
        Assert.Equal(isInCluster, ServiceSubject.Of(new LookupNote(Enum.Parse<LookupNoteKind>(kind), "Some sentence.") { About = "10.0.0.1, 10.0.0.2" }).IsInCluster);
}
