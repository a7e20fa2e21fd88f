namespace HeadlessDiscovery.Tests;

/// <summary>The codes are a contract of JSON, metrics and spans: each is written out here, so that a renamed member renames none.</summary>
public sealed class CodeTests
{
    private static readonly Dictionary<LookupOutcome, string> Outcomes = new()
    {
        [LookupOutcome.None] = "unknown",
        [LookupOutcome.Found] = "found",
        [LookupOutcome.Empty] = "empty",
        [LookupOutcome.Unknown] = "unknown",
    };

    private static readonly Dictionary<SelfPresence, string> Presences = new()
    {
        [SelfPresence.Unknown] = "unknown",
        [SelfPresence.Absent] = "absent",
        [SelfPresence.Present] = "present",
        [SelfPresence.Lost] = "lost",
    };

    private static readonly Dictionary<LookupReason, string?> Reasons = new()
    {
        [LookupReason.None] = null,
        [LookupReason.NxDomain] = "nxdomain",
        [LookupReason.NoData] = "nodata",
        [LookupReason.ServFail] = "servfail",
        [LookupReason.Refused] = "refused",
        [LookupReason.FormErr] = "formerr",
        [LookupReason.NotImp] = "notimp",
        [LookupReason.Timeout] = "timeout",
        [LookupReason.Network] = "network",
        [LookupReason.Malformed] = "malformed",
        [LookupReason.Unverified] = "unverified",
        [LookupReason.Lame] = "lame",
        [LookupReason.Truncated] = "truncated",
        [LookupReason.FamilyFailed] = "familyFailed",
        [LookupReason.NoServers] = "noServers",
        [LookupReason.Deadline] = "deadline",
    };

    [Fact]
    public void Every_outcome_has_its_code() =>
        Assert.Equal(Enum.GetValues<LookupOutcome>().Select(outcome => Outcomes[outcome]), Enum.GetValues<LookupOutcome>().Select(outcome => outcome.ToCode()));

    [Fact]
    public void Every_presence_has_its_code() =>
        Assert.Equal(Enum.GetValues<SelfPresence>().Select(self => Presences[self]), Enum.GetValues<SelfPresence>().Select(self => self.ToCode()));

    [Fact]
    public void Every_reason_has_its_code() =>
        Assert.Equal(Enum.GetValues<LookupReason>().Select(reason => Reasons[reason]), Enum.GetValues<LookupReason>().Select(reason => reason.ToCode()));

    [Fact]
    public void A_value_that_is_no_member_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((LookupOutcome)99).ToCode());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((SelfPresence)99).ToCode());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((LookupReason)99).ToCode());
    }

    [Fact]
    public void A_snapshot_is_unresolved_until_an_answer_however_many_peers_it_was_made_with()
    {
        Assert.Equal("unresolved", PeerSnapshot.Unresolved.ToStateCode());
        Assert.Equal("unresolved", new PeerSnapshot([Peer.Parse("10.0.0.1")]).ToStateCode());
    }

    [Fact]
    public void A_snapshot_is_found_with_a_peer_or_with_self_alone_and_else_empty()
    {
        Assert.Equal("empty", new PeerSnapshot([]) { IsResolved = true }.ToStateCode());
        Assert.Equal("found", new PeerSnapshot([Peer.Parse("10.0.0.1")]) { IsResolved = true }.ToStateCode());
        Assert.Equal("found", new PeerSnapshot([]) { IsResolved = true, Members = [Peer.Parse("10.0.0.1")] }.ToStateCode());
        Assert.Equal("found", new PeerSnapshot([Peer.Parse("10.0.0.1")]) { IsResolved = true, StaleSince = DateTimeOffset.UnixEpoch }.ToStateCode());
    }

    [Fact]
    public void The_TTL_is_the_time_between_the_answer_and_its_end_and_null_before_it()
    {
        var at = DateTimeOffset.UnixEpoch;
        Assert.Equal(TimeSpan.FromSeconds(30), new PeerSnapshot([]) { IsResolved = true, ResolvedAt = at, ExpiresAt = at.AddSeconds(30) }.Ttl);
        Assert.Equal(TimeSpan.Zero, new PeerSnapshot([]) { IsResolved = true, ResolvedAt = at, ExpiresAt = at }.Ttl);
        Assert.Null(PeerSnapshot.Unresolved.Ttl);
    }
}
