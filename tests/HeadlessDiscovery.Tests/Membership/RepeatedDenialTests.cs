using HeadlessDiscovery.Membership;

namespace HeadlessDiscovery.Tests.Membership;

/// <summary>A cluster without SRV records at the service's own name, behind a cache that gives one answer for 30 s.</summary>
public sealed class RepeatedDenialTests
{
    [Fact]
    public void The_own_name_is_due_again_once_its_denial_has_expired()
    {
        var rules = new Rules().Found("10.0.0.1 10.0.0.2 10.0.0.3", 30).Wait(30).Found("10.0.0.1 10.0.0.2", 30).Wait(1).Found("10.0.0.1 10.0.0.2", 29).Said("10.0.0.3", isPresent: false);
        rules.Wait(1).Found("10.0.0.1 10.0.0.2", 28);
        var records = EvidenceChoice.Of(rules.State, [], static _ => false, isPart: false, rules.Elapsed);
        Assert.Equal("10.0.0.3", string.Join(' ', records.InServiceRecords));
        Assert.Empty(records.Doubtful);

        // There are none, so that nothing was said. The third statement is the own name's again, not the set's in half a minute.
        rules.Wait(4).Found("10.0.0.1 10.0.0.2", 24);
        var again = EvidenceChoice.Of(rules.State, [], static _ => false, isPart: false, rules.Elapsed);
        Assert.Equal("10.0.0.3", string.Join(' ', again.Doubtful));
        Assert.Empty(again.InServiceRecords);
        Assert.Equal("10.0.0.1 10.0.0.2", rules.Said("10.0.0.3", isPresent: false).Peers);
    }
}
