using System.Collections.Immutable;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Tests.Demo;

public sealed class AgreementTests
{
    private static readonly ImmutableSortedSet<Peer> Truth = [Peer.Parse("10.0.0.1:5000"), Peer.Parse("10.0.0.2:5000")];

    [Fact]
    public async Task Only_a_fresh_view_of_exactly_the_others_agrees_with_the_truth()
    {
        await using var resolver = new FakePeerResolver("orders");
        await using var client = new Participant("client", self: null, resolver, new LookupMeter(null), TimeProvider.System);

        Assert.False(Agreement.SeesTruth(client, Truth));
        resolver.Set("10.0.0.1:5000", "10.0.0.2:5000");
        Assert.True(Agreement.SeesTruth(client, Truth));
        resolver.Hold("10.0.0.2:5000");
        Assert.False(Agreement.SeesTruth(client, Truth));
        resolver.Set("10.0.0.1:5000", "10.0.0.2:5000");
        resolver.GoStale(LookupReason.ServFail);
        Assert.False(Agreement.SeesTruth(client, Truth));
        resolver.Recover();
        Assert.True(Agreement.SeesTruth(client, Truth));
        resolver.Add("10.0.0.3:5000");
        Assert.False(Agreement.SeesTruth(client, Truth));
    }

    [Fact]
    public async Task A_wait_that_is_over_says_no() =>
        Assert.False(await Agreement.WaitAsync(() => false, TimeSpan.Zero, TimeProvider.System, TestContext.Current.CancellationToken));
}
