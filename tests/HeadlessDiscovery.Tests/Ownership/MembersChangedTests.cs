using System.Threading.Channels;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;

namespace HeadlessDiscovery.Tests.Ownership;

/// <summary>The event of the members: of the fake, of a resolver that does not implement it, and of the real one.</summary>
public sealed class MembersChangedTests : IDisposable
{
    private readonly FakePeerResolver fake = new("orders");
    private readonly Channel<PeerChange> received = Channel.CreateUnbounded<PeerChange>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fake.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_reports_this_process_which_PeersChanged_does_not(bool isDefault)
    {
        var peers = Resolver(isDefault);
        var ofPeers = Channel.CreateUnbounded<PeerChange>();
        fake.WithSelf("10.0.0.1").Set("10.0.0.1", "10.0.0.2");
        peers.PeersChanged += (_, args) => ofPeers.Writer.TryWrite(args.Change);
        peers.MembersChanged += Receive;

        fake.WithSelf("10.0.0.1", SelfPresence.Lost);
        await ReceivesAsync(added: "", removed: "10.0.0.1");
        fake.WithSelf("10.0.0.1", SelfPresence.Present);
        await ReceivesAsync(added: "10.0.0.1", removed: "");
        fake.Add("10.0.0.3");
        await ReceivesAsync(added: "10.0.0.3", removed: "");
        Assert.Equal("10.0.0.3", string.Join(' ', (await ofPeers.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token)).Added));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_what_is_known_at_the_subscription_nor_a_version_with_the_same_members_is_reported(bool isDefault)
    {
        var peers = Resolver(isDefault);
        fake.WithSelf("10.0.0.1").Set("10.0.0.1", "10.0.0.2");
        peers.MembersChanged += Receive;
        fake.Hold("10.0.0.2");
        fake.GoStale();
        fake.Recover();
        fake.Remove("10.0.0.2");
        await ReceivesAsync(added: "", removed: "10.0.0.2");
        fake.Empty();
        await ReceivesAsync(added: "", removed: "10.0.0.1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_throws_or_was_removed_affects_no_other(bool isDefault)
    {
        var peers = Resolver(isDefault);
        EventHandler<PeersChangedEventArgs> removed = (_, _) => received.Writer.TryComplete(new InvalidOperationException("called after its removal"));
        peers.MembersChanged += removed;
        peers.MembersChanged += (_, _) => throw new InvalidOperationException("as it should");
        peers.MembersChanged += Receive;
        peers.MembersChanged -= removed;
        fake.Set("10.0.0.1");
        await ReceivesAsync(added: "10.0.0.1", removed: "");
        fake.Set("10.0.0.2");
        await ReceivesAsync(added: "10.0.0.2", removed: "10.0.0.1");
    }

    [Fact]
    public async Task The_real_resolver_reports_this_pod_and_logs_what_a_handler_throws()
    {
        await using var service = new WatchedService(options =>
        {
            options.SelfAddresses.Add("10.0.0.1");
            options.RemovalConfirmations = 1;
            options.MassRemovalHold = TimeSpan.Zero;
        });
        service.Answers("A:10.0.0.2");
        await service.FirstAsync();
        service.Resolver.MembersChanged += Receive;
        service.Resolver.MembersChanged += (_, _) => throw new InvalidOperationException("a defect");

        service.Answers("A:10.0.0.1,10.0.0.2");
        await service.NextAsync(5);
        await ReceivesAsync(added: "10.0.0.1", removed: "");
        service.Answers("A:10.0.0.2");
        await service.NextAsync(5);
        await ReceivesAsync(added: "", removed: "10.0.0.1");
        await Waiting.UntilAsync(() => service.Logged.Count(line => line.Contains("a PeersChanged or MembersChanged handler threw", StringComparison.Ordinal)) == 2);
    }

    private IPeerResolver Resolver(bool isDefault) => isDefault ? new WithoutTheEvent(fake) : fake;

    private void Receive(object? sender, PeersChangedEventArgs args) => received.Writer.TryWrite(args.Change);

    private async Task ReceivesAsync(string added, string removed)
    {
        var change = await received.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((added, removed), (string.Join(' ', change.AddedMembers), string.Join(' ', change.RemovedMembers)));
    }

    private sealed class WithoutTheEvent(FakePeerResolver fake) : ResolverOverFake(fake);
}
