using System.Net;
using HeadlessDiscovery.Cluster.Tests.Pods;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>A peer that is down for so long that a pod cannot remember what to tell it.</summary>
public sealed class OverflowTests : IDisposable
{
    private readonly Limit limit = new(TimeSpan.FromSeconds(100));

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task A_peer_with_too_much_to_be_told_is_told_to_forget_everything()
    {
        await using var dns = await PriceShop.DnsAsync(limit.Token);
        await using var shop = new PriceShop("127.0.66", TimeSpan.FromMinutes(30));
        var pod = shop.Start(1, dns, new KeyValuePair<string, string>("PeerBackplane__MaxPending", "3"));
        dns.SetPods(pod.Address, shop.Pods.AddressOf(2));
        await shop.Pods.AnswersAsync(pod, "/peers", limit.Token);
        await shop.Pods.UntilAsync(async () => (await shop.PendingAsync(pod, limit.Token)).Count == 1, limit.Token);
        for (var id = 1; id <= 4; id++)
        {
            await shop.PutAsync(pod, id, "new", limit.Token);
        }

        Assert.Equal([1], (await shop.PendingAsync(pod, limit.Token)).Values);

        // The peer is this test, and was not there until now.
        using var peer = new HttpListener { Prefixes = { $"http://{shop.Pods.AddressOf(2)}:{shop.Pods.Port}/" } };
        peer.Start();
        var context = await peer.GetContextAsync().WaitAsync(limit.Token);
        Assert.Equal("DELETE", context.Request.HttpMethod);
        Assert.Equal("FusionCache.Backplane:v2", context.Request.QueryString["channel"]);
        context.Response.StatusCode = (int)HttpStatusCode.NoContent;
        context.Response.Close();
        await shop.Pods.UntilAsync(async () => (await shop.PendingAsync(pod, limit.Token)).Values.Sum() == 0, limit.Token);
    }
}
