using System.Net;
using HeadlessDiscovery.Cluster.Tests.Pods;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>The end of a pod, as Kubernetes ends it.</summary>
public sealed class EndTests : IDisposable
{
    private readonly Limit limit = new(TimeSpan.FromSeconds(100));

    public void Dispose() => limit.Dispose();

    [Fact]
    public async Task A_pod_that_is_told_to_end_first_says_what_it_has_to_say()
    {
        await using var dns = await PriceShop.DnsAsync(limit.Token);
        await using var shop = new PriceShop("127.0.65", TimeSpan.FromMinutes(30));
        var pod = shop.Start(1, dns, new KeyValuePair<string, string>("PeerBackplane__FlushTimeout", "00:00:20"));
        dns.SetPods(pod.Address, shop.Pods.AddressOf(2));

        // The peer is this test: it answers each message with the code that it is told to.
        using var peer = new HttpListener { Prefixes = { $"http://{shop.Pods.AddressOf(2)}:{shop.Pods.Port}/" } };
        peer.Start();
        await shop.Pods.AnswersAsync(pod, "/peers", limit.Token);
        await shop.Pods.UntilAsync(async () => (await shop.PendingAsync(pod, limit.Token)).Count == 1, limit.Token);
        await shop.PutAsync(pod, 1, "new", limit.Token);
        await AnswerAsync(peer, HttpStatusCode.ServiceUnavailable);

        pod.Terminate();
        await shop.Pods.UntilAsync(() => Task.FromResult(pod.Output.Contains("Application is shutting down", StringComparison.Ordinal)), limit.Token);
        await AnswerAsync(peer, HttpStatusCode.ServiceUnavailable);
        await AnswerAsync(peer, HttpStatusCode.ServiceUnavailable);
        await AnswerAsync(peer, HttpStatusCode.NoContent);

        await pod.WaitForExitAsync(limit.Token);
        Assert.Equal(0, pod.ExitCode);
    }

    private async Task AnswerAsync(HttpListener peer, HttpStatusCode status)
    {
        var context = await peer.GetContextAsync().WaitAsync(limit.Token);
        Assert.Equal("POST", context.Request.HttpMethod);
        context.Response.StatusCode = (int)status;
        context.Response.Close();
    }
}
