namespace HeadlessDiscovery.Tests.Membership;

/// <summary>A cache that still has the SRV set from before a pod died.</summary>
public sealed class OldRecordsTests
{
    private const string All = "10.0.0.1 10.0.0.2 10.0.0.3";

    [Fact]
    public void Records_from_before_the_denial_of_the_own_name_do_not_begin_the_count_anew()
    {
        var rules = new Rules().Found(All, 30).Wait(30).Found(All, 30).Wait(2).Found(All, 28)
            .Said("10.0.0.3", isPresent: false, reported: true)
            .Said("10.0.0.3", isPresent: true, byRecords: true, age: 2);
        Assert.Equal("10.0.0.3", rules.Held);
        rules.Wait(5).Found(All, 23).Said("10.0.0.3", isPresent: false);
        Assert.Equal("10.0.0.1 10.0.0.2", rules.Peers);
    }

    [Fact]
    public void Newer_records_do()
    {
        var rules = new Rules().Found(All, 30).Wait(30).Found(All, 30).Wait(2).Found(All, 28)
            .Said("10.0.0.3", isPresent: false, reported: true)
            .Wait(2).Found(All, 26).Said("10.0.0.3", isPresent: true, byRecords: true)
            .Wait(5).Found(All, 21).Said("10.0.0.3", isPresent: false);
        Assert.Equal(All, rules.Peers);
    }
}
