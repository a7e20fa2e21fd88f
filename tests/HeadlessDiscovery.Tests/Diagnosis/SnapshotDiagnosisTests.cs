using HeadlessDiscovery.Tests.Watching;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>What health data and a page say without a question.</summary>
public sealed class SnapshotDiagnosisTests
{
    public static TheoryData<LookupReason> Reasons => [.. Enum.GetValues<LookupReason>().Except([LookupReason.None, LookupReason.NxDomain, LookupReason.NoData])];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_of_a_stale_list_has_a_code_and_keeps_the_peers(LookupReason reason)
    {
        var stale = Snapshot(LookupOutcome.Unknown, reason, "10.0.0.1", "10.0.0.2");
        var never = new PeerSnapshot([]) { LastOutcome = LookupOutcome.Unknown, LastReason = reason };

        var warning = Assert.Single(PeerDiagnosis.Of(stale, FindingLanguage.English));
        var error = Assert.Single(PeerDiagnosis.Of(never, FindingLanguage.English));

        Assert.Equal((FindingSeverity.Warning, FindingSeverity.Error), (warning.Severity, error.Severity));
        Assert.Equal(warning.Code, error.Code);
        Assert.StartsWith(reason == LookupReason.NoServers ? "HP101" : "HP2", warning.Code, StringComparison.Ordinal);
        Assert.Contains("The 2 last known peers are kept.", warning.Why, StringComparison.Ordinal);
        Assert.Contains("Nothing is known about the peers yet.", error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_healthy_snapshot_and_one_before_the_first_answer_say_nothing()
    {
        Assert.Empty(PeerDiagnosis.Of(PeerSnapshot.Unresolved, FindingLanguage.English));
        Assert.Empty(PeerDiagnosis.Of(Snapshot(LookupOutcome.Found, LookupReason.None, "10.0.0.1"), FindingLanguage.English));
        Assert.Empty(PeerDiagnosis.Of(Snapshot(LookupOutcome.Found, LookupReason.None), FindingLanguage.Korean));
    }

    [Theory]
    [InlineData(LookupReason.NxDomain, "HP204")]
    [InlineData(LookupReason.NoData, "HP205")]
    public void Nobody_at_all_has_a_code(LookupReason reason, string code) =>
        Assert.Equal(code, Assert.Single(PeerDiagnosis.Of(new PeerSnapshot([]) { IsResolved = true, LastOutcome = LookupOutcome.Empty, LastReason = reason }, FindingLanguage.English)).Code);

    [Fact]
    public async Task HP307_self_was_seen_and_is_lost_as_the_log_says_it()
    {
        await using var service = new WatchedService(options => options.SelfAddresses.Add("10.0.0.2"));
        await service.FirstAsync();
        Assert.Equal(SelfPresence.Present, service.Resolver.Current.Self);
        service.Answers("A:10.0.0.1");
        for (var i = 0; i < 12 && service.Resolver.Current.Self != SelfPresence.Lost; i++)
        {
            await service.NextAsync(i == 0 ? 5 : 1);
        }

        var finding = Assert.Single(PeerDiagnosis.Of(service.Resolver.Current, FindingLanguage.English));
        Assert.Equal("HP307", finding.Code);
        Assert.Equal(["kubectl get pod $HOSTNAME -o wide", "kubectl -n shop get endpointslices -l kubernetes.io/service-name=web"], finding.Look);
        var explained = Assert.Single(PeerDiagnosis.Of(await service.Resolver.ExplainAsync(TestContext.Current.CancellationToken), FindingLanguage.English), other => other.Code == "HP307");
        Assert.Contains("10.0.0.2", Assert.Single(explained.Evidence), StringComparison.Ordinal);
        Assert.Contains(service.Logged, line => line.StartsWith("Warning 307", StringComparison.Ordinal) && line.Contains(finding.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LookupOutcome.Found, LookupReason.None)]
    [InlineData(LookupOutcome.Unknown, LookupReason.Truncated)]
    public void HP206_a_list_that_is_only_a_part_is_reported_once(LookupOutcome outcome, LookupReason reason)
    {
        var part = new PeerSnapshot([Peer.Parse("10.0.0.1")]) { IsResolved = true, Self = SelfPresence.Present, LastOutcome = outcome, LastReason = reason, IsTruncated = true };

        var finding = Assert.Single(PeerDiagnosis.Of(part, FindingLanguage.English));

        Assert.Equal(("HP206", FindingSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void A_client_is_not_missed()
    {
        var client = new PeerSnapshot([Peer.Parse("10.0.0.1")]) { IsResolved = true, LastOutcome = LookupOutcome.Found, Self = SelfPresence.Absent, Membership = PeerMembership.Client };
        var member = new PeerSnapshot([Peer.Parse("10.0.0.1")]) { IsResolved = true, LastOutcome = LookupOutcome.Found, Self = SelfPresence.Absent };

        Assert.Empty(PeerDiagnosis.Of(client, FindingLanguage.English));
        Assert.Equal("HP301", Assert.Single(PeerDiagnosis.Of(member, FindingLanguage.English)).Code);
    }

    [Fact]
    public async Task Static_peers_are_no_business_of_DNS()
    {
        await using var service = new WatchedService(options => options.StaticPeers.Add("127.0.0.1:5001"));
        var snapshot = await service.Resolver.GetPeersAsync(TestContext.Current.CancellationToken);

        Assert.Equal(SelfPresence.Absent, snapshot.Self);
        Assert.Empty(PeerDiagnosis.Of(snapshot, FindingLanguage.English));
        Assert.Empty(PeerDiagnosis.Of(await service.Resolver.ExplainAsync(TestContext.Current.CancellationToken), FindingLanguage.English));
    }

    [Fact]
    public void Without_a_name_the_commands_ask_for_all_services_and_not_for_one_without_a_name()
    {
        var absent = new PeerSnapshot([Peer.Parse("10.0.0.1")]) { IsResolved = true, LastOutcome = LookupOutcome.Found, Self = SelfPresence.Absent };
        var nobody = new PeerSnapshot([]) { IsResolved = true, LastOutcome = LookupOutcome.Empty, LastReason = LookupReason.NxDomain };

        Assert.Equal(["kubectl get pod $HOSTNAME -o wide", "kubectl get service -o yaml"], Assert.Single(PeerDiagnosis.Of(absent, FindingLanguage.English)).Look);
        Assert.Equal(["kubectl get service", "kubectl get endpointslices"], Assert.Single(PeerDiagnosis.Of(nobody, FindingLanguage.English)).Look);
    }

    private static PeerSnapshot Snapshot(LookupOutcome outcome, LookupReason reason, params string[] peers) => new(peers.Select(Peer.Parse))
    {
        IsResolved = true,
        Self = SelfPresence.Present,
        Members = [Peer.Parse("10.0.0.9")],
        LastOutcome = outcome,
        LastReason = reason,
        StaleSince = outcome == LookupOutcome.Unknown ? DateTimeOffset.UnixEpoch : null,
    };
}
