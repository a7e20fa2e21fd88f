namespace HeadlessDiscovery.Testing.Tests;

/// <summary>What <c>Configure(options, fast: true)</c> promises. Time is counted in lookups, which are at most <c>MaxRefreshInterval</c> apart: a slow machine makes fewer of them.</summary>
public sealed class TestTimesTests : SafetyNet
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_removal_a_scale_to_zero_and_a_recovery_take_less_than_a_second_of_lookups()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        cluster.SetPods("10.0.0.1", "10.0.0.2", "10.0.0.3");
        await using var peers = Resolver(cluster);
        await peers.GetPeersAsync(Token);

        await TakesASecondAsync(cluster, peers, () => cluster.SetPods("10.0.0.1", "10.0.0.2"), now => now.Count == 2, Token);
        await TakesASecondAsync(cluster, peers, () => cluster.SetPods(), now => now is { Count: 0, IsResolved: true }, Token);
        await TakesASecondAsync(cluster, peers, () => cluster.SetPods("10.0.0.1", "10.0.0.2", "10.0.0.3"), now => now.Count == 3, Token);
        await TakesASecondAsync(cluster, peers, () => cluster.Faults.ServFail(), now => now.IsStale, Token);
        await TakesASecondAsync(cluster, peers, cluster.Faults.Clear, now => now is { IsStale: false, Count: 3 }, Token);
    }

    [Fact]
    public async Task A_server_that_is_silent_or_stopped_is_noticed_after_one_lookup_of_less_than_a_second()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        cluster.SetPods("10.0.0.1");
        await using var peers = Resolver(cluster);
        await peers.GetPeersAsync(Token);
        var options = peers.GetOptions();
        Assert.True(options.LookupTimeout + options.MaxRefreshInterval < Second);

        cluster.Faults.Drop();
        var silent = await peers.UntilAsync(now => now.IsStale, Token);
        cluster.Faults.Clear();
        await peers.UntilAsync(now => !now.IsStale, Token);
        await cluster.PauseAsync();
        var stopped = await peers.UntilAsync(now => now.IsStale, Token);
        await cluster.ResumeAsync(Token);

        Assert.Equal((1, 1), (silent.Count, stopped.Count));
        Assert.Single(await peers.UntilAsync(now => !now.IsStale, Token));
    }

    [Fact]
    public async Task One_answer_without_anybody_removes_nobody()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        cluster.SetPods("10.0.0.1", "10.0.0.2");
        await using var peers = Resolver(cluster);
        await peers.GetPeersAsync(Token);
        var lost = false;
        peers.PeersChanged += (_, change) => lost |= change.Change.Removed.Any();

        cluster.Faults.NxDomain().Times(1);
        await peers.UntilAsync(now => !now.Held.IsEmpty, Token);
        await peers.UntilAsync(now => now.Held.IsEmpty, Token);
        Assert.False(lost);
    }

    [Fact]
    public async Task Without_fast_and_after_it_the_times_are_the_callers()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        var slow = new HeadlessPeersOptions();
        var own = new HeadlessPeersOptions();

        cluster.Configure(slow, fast: false);
        cluster.Configure(own, fast: true);
        own.MassRemovalHold = TimeSpan.Zero;

        Assert.Equal(new HeadlessPeersOptions().MassRemovalHold, slow.MassRemovalHold);
        Assert.Equal([cluster.NameServer], slow.NameServers);
        await using var peers = new PeerResolver("orders", options =>
        {
            cluster.Configure(options, fast: true);
            options.MassRemovalHold = own.MassRemovalHold;
        });
        Assert.Equal(TimeSpan.Zero, peers.GetOptions().MassRemovalHold);
    }

    private static PeerResolver Resolver(HeadlessServiceServer cluster) => new("orders", options =>
    {
        cluster.Configure(options, fast: true);
        options.Membership = PeerMembership.Client;
        options.Family = PeerFamily.IPv4;
    });

    private static async Task TakesASecondAsync(HeadlessServiceServer cluster, PeerResolver peers, Action change, Func<PeerSnapshot, bool> until, CancellationToken cancellationToken)
    {
        var longest = peers.GetOptions().MaxRefreshInterval;
        Assert.True(longest < Second / 10);
        cluster.Questions.Clear();
        change();
        await peers.UntilAsync(until, cancellationToken);

        // Those of the service are one each lookup; a removal queries the names of the pods as well.
        var lookups = cluster.Questions.Count(question => question.Type == "A" && question.Name.StartsWith("orders.", StringComparison.OrdinalIgnoreCase));
        Assert.True(lookups * longest < Second, $"{lookups} lookups, {longest.TotalMilliseconds} ms apart at most.");
    }
}
