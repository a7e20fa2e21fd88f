using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class StaticPeerLookupTests
{
    [Theory]
    [InlineData(null, "10.1.0.1, 10.1.0.2:81, [fd00::1]")]
    [InlineData(80, "10.1.0.1:80, 10.1.0.2:81, [fd00::1]:80")]
    [Trait("rule", "O-5")]
    public async Task Static_peers_without_a_port_take_the_one_of_the_options(int? port, string peers)
    {
        var lookup = Lookup(port);

        var report = await lookup.AskAsync(default, TestContext.Current.CancellationToken);

        Assert.Equal(LookupOutcome.Found, report.Answer.Outcome);
        Assert.Equal(peers, string.Join(", ", report.Answer.Peers.Enumerate()));
        Assert.Same(lookup.Plan(), report.Plan);
        Assert.Equal("web", report.Plan.ServiceName);
        Assert.Empty(report.HostNames);
        Assert.Empty(report.Notes);
    }

    [Fact]
    [Trait("rule", "O-5")]
    public async Task A_cancelled_token_throws_though_nobody_is_asked()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Lookup(null).AskAsync(default, caller.Token));

        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    private static StaticPeerLookup Lookup(int? port)
    {
        var options = new HeadlessPeersOptions { ServiceName = "web", Port = port };
        foreach (var peer in (string[])["fd00::1", "10.1.0.2:81", "10.1.0.1"])
        {
            options.StaticPeers.Add(peer);
        }

        return new StaticPeerLookup(options, "web");
    }
}
