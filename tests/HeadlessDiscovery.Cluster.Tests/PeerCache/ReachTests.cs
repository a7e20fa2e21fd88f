using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>A pod that was out of reach for longer than the replay window may have missed anything, so it forgets everything.</summary>
public sealed class ReachTests : IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly Limit limit = new(TimeSpan.FromSeconds(150));
    private readonly PriceShop shop = new("127.0.63", Window);
    private HeadlessServiceServer senderDns = null!;
    private HeadlessServiceServer receiverDns = null!;
    private PodProcess sender = null!;
    private PodProcess receiver = null!;
    private ClusterPod receiverInItsOwnDns = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        // A DNS server for each: the views of two pods may differ.
        senderDns = await PriceShop.DnsAsync(Token);
        receiverDns = await PriceShop.DnsAsync(Token);
        KeyValuePair<string, string>[] atOnce = [new("HeadlessPeers__RemovalConfirmations", "1"), new("HeadlessPeers__MassRemovalHold", "00:00:00")];
        sender = shop.Start(1, senderDns, atOnce);
        receiver = shop.Start(2, receiverDns, atOnce);
        senderDns.SetPods(sender.Address, receiver.Address);
        receiverDns.AddPod(sender.Address);
        receiverInItsOwnDns = receiverDns.AddPod(receiver.Address);
        await shop.Pods.AnswersAsync(sender, "/peers", Token);
        await shop.Pods.AnswersAsync(receiver, "/peers", Token);
        await shop.UntilKnowsAsync(sender, [receiver], Token);
        await UntilAsync(view => view.Self == "Present");
        await shop.WriteAsync(1, 3, "old");
        Assert.Equal(["old"], await shop.PricesAsync(sender, 2, 2, Token));
        await shop.WriteAsync(2, "changed behind the caches");
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        await senderDns.DisposeAsync();
        await receiverDns.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task A_pod_that_could_not_ask_DNS_forgets_everything_when_it_can_again()
    {
        receiverDns.Faults.ServFail();
        await UntilAsync(view => view.IsStale);
        await MissAMessageAsync();

        receiverDns.Faults.Clear();
        await ForgottenAsync();
    }

    [Fact]
    public async Task A_pod_that_DNS_did_not_name_forgets_everything_when_it_does_again()
    {
        receiverInItsOwnDns.Ready = false;
        await UntilAsync(view => view.Self == "Lost");
        await MissAMessageAsync();

        receiverInItsOwnDns.Ready = true;
        await ForgottenAsync();
    }

    [Fact]
    public async Task A_pod_that_did_not_run_forgets_everything_when_it_runs_again()
    {
        Assert.Equal("old", await shop.PriceAsync(receiver, 1, Token));
        receiver.Stop();
        try
        {
            await LeaveAMessageAsync();
        }
        finally
        {
            receiver.Continue();
        }

        await ForgottenAsync();
    }

    private async Task MissAMessageAsync()
    {
        Assert.Equal("old", await shop.PriceAsync(receiver, 1, Token));
        await LeaveAMessageAsync();
        Assert.Equal("old", await shop.PriceAsync(receiver, 1, Token));
    }

    // The sender knows nobody when it says it, and remembers it no longer when it knows somebody.
    private async Task LeaveAMessageAsync()
    {
        senderDns.SetPods(sender.Address);
        await shop.UntilKnowsAsync(sender, [], Token);
        await shop.PutAsync(sender, 1, "new", Token);
        await Task.Delay(Window * 1.5, Token);
        senderDns.SetPods(sender.Address, receiver.Address);
        await shop.UntilKnowsAsync(sender, [receiver], Token);
        Assert.Equal(0, (await shop.PendingAsync(sender, Token))[receiver.Authority]);
    }

    // It forgets, and tells nobody else to.
    private async Task ForgottenAsync()
    {
        await shop.UntilPricesAsync(receiver, 1, 1, "new", Token);
        await shop.PutAsync(receiver, 3, "new", Token);
        await shop.UntilPricesAsync(sender, 3, 1, "new", Token);
        Assert.Equal("old", await shop.PriceAsync(sender, 2, Token));
    }

    private Task UntilAsync(Func<PodView, bool> condition) =>
        shop.Pods.UntilAsync(async () => condition(await shop.ViewAsync(receiver, Token)), Token);
}
