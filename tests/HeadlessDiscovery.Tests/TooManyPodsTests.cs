using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests;

/// <summary>More pods than 64 KiB can name: each answer is a random part of them. Over real sockets.</summary>
[Trait("rule", "S-28")]
public sealed class TooManyPodsTests : IDisposable
{
    private const int Most = 4092;
    private const int Pods = 5000;

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public TooManyPodsTests() => net.CancelAfter(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Those_that_came_are_known_and_it_is_said_that_there_are_more()
    {
        await using var server = await HeadlessServiceServer.StartAsync("headless", cancellationToken: net.Token);
        server.Service.AddPods(Pods);
        await using var resolver = Resolver(server);

        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => resolver.RefreshAsync(net.Token).AsTask());

        var now = resolver.Current;
        Assert.Equal(LookupReason.Truncated, thrown.Reason);
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Truncated, true, true, false), (now.LastOutcome, now.LastReason, now.IsTruncated, now.IsStale, now.IsResolved));
        Assert.InRange(now.Count, Most, Pods);
        Assert.Empty(now.Held);
        Assert.Contains(PeerDiagnosis.Of(now, FindingLanguage.English), finding => finding.Code == "HP206");
    }

    [Fact]
    public async Task Nobody_leaves_by_a_random_part_and_everybody_is_known_in_the_end()
    {
        await using var server = await HeadlessServiceServer.StartAsync("headless", cancellationToken: net.Token);
        server.Service.AddPods(4000);
        await using var resolver = Resolver(server);
        var removed = 0;
        resolver.PeersChanged += (_, told) => Interlocked.Add(ref removed, told.Change.Removed.Length);
        Assert.Equal(4000, (await resolver.GetPeersAsync(net.Token)).Count);

        // A part lacks nine hundred at random. Whoever is missing after thirty of them would have been unlucky beyond measure.
        server.Service.AddPods(Pods - 4000);
        var before = 4000;
        for (var asked = 0; asked < 30 && before < Pods; asked++)
        {
            await Assert.ThrowsAsync<PeerResolutionException>(() => resolver.RefreshAsync(net.Token).AsTask());
            var now = resolver.Current;
            Assert.Equal((LookupReason.Truncated, true, true, 0), (now.LastReason, now.IsTruncated, now.IsStale, now.Held.Length));
            Assert.InRange(now.Count, before, Pods);
            before = now.Count;
        }

        Assert.Equal(Pods, before);

        // Once they fit, the whole answer counts again: only now somebody goes.
        Assert.Equal(0, Volatile.Read(ref removed));
        server.SetPods("10.9.0.1", "10.9.0.2");
        var fits = await resolver.UntilAsync(snapshot => snapshot.Count == 2, net.Token);
        Assert.Equal((false, false, LookupOutcome.Found), (fits.IsTruncated, fits.IsStale, fits.LastOutcome));
    }

    public void Dispose() => net.Dispose();

    private static PeerResolver Resolver(HeadlessServiceServer server) => new("headless", options =>
    {
        server.Configure(options);
        options.Family = PeerFamily.IPv4;
        options.Membership = PeerMembership.Client;
        options.AttemptTimeout = TimeSpan.FromSeconds(10);
        options.LookupTimeout = TimeSpan.FromSeconds(20);
        options.MinRefreshInterval = TimeSpan.FromMilliseconds(10);
        options.RemovalConfirmations = 1;
        options.MassRemovalHold = TimeSpan.Zero;
    });
}
