using System.Globalization;
using System.Net;
using HeadlessDiscovery.Cluster.Tests.Pods;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>One pod, and what it says to a peer that the test plays.</summary>
public sealed class PlayedPeerTests : IAsyncLifetime
{
    private static readonly (string, string?) Removal = ("POST", PriceShop.Channel);
    private static readonly (string, string?) Everything = ("DELETE", PriceShop.Channel);

    private readonly Limit limit = new(TimeSpan.FromSeconds(100));
    private readonly PriceShop shop = new("127.0.65", TimeSpan.FromMinutes(30));
    private HeadlessServiceServer dns = null!;

    private CancellationToken Token => limit.Token;

    private string PeerAddress => shop.Pods.AddressOf(2);

    public async ValueTask InitializeAsync() => dns = await PriceShop.DnsAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        await dns.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task A_pod_that_is_told_to_end_first_says_what_it_has_to_say()
    {
        using var peer = Play();
        var pod = await StartAsync("PeerBackplane__FlushTimeout", "00:00:20");
        await KnowsItsPeerAsync(pod);
        await shop.PutAsync(pod, 1, "new", Token);
        await peer.AnswerAsync(HttpStatusCode.ServiceUnavailable, Token);

        pod.Terminate();
        await shop.Pods.UntilAsync(() => Task.FromResult(pod.Output.Contains("Application is shutting down", StringComparison.Ordinal)), Token);
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.ServiceUnavailable, Token));
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.ServiceUnavailable, Token));
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.NoContent, Token));

        await pod.WaitForExitAsync(Token);
        Assert.Equal(0, pod.ExitCode);
    }

    [Fact]
    public async Task A_pod_that_ends_before_a_peer_listens_says_whom_it_has_not_told_of_how_much()
    {
        var pod = await StartAsync("PeerBackplane__FlushTimeout", "00:00:00.200");
        await KnowsItsPeerAsync(pod);
        await shop.PutAsync(pod, 1, "new", Token);
        await shop.PutAsync(pod, 2, "new", Token);

        pod.Terminate();
        await pod.WaitForExitAsync(Token);
        Assert.Equal(0, pod.ExitCode);
        Assert.Contains($"2 keys have not been sent to {PeerAddress}:{shop.Pods.Port}", pod.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_peer_was_not_told_when_DNS_named_it_no_more_is_said_when_it_does_again()
    {
        // The peer goes on seeing itself in DNS: nothing tells it to empty its cache. To come back takes it a fifth of the window.
        var window = TimeSpan.FromSeconds(12);
        var pod = await StartAsync(
            new("PeerBackplane__ReplayWindow", window.ToString("c", CultureInfo.InvariantCulture)),
            new("HeadlessPeers__RemovalConfirmations", "1"),
            new("HeadlessPeers__MassRemovalHold", "00:00:00"));
        await KnowsItsPeerAsync(pod);
        await shop.PutAsync(pod, 1, "new", Token);

        // When it leaves, what it was not told is older than the replay remembers.
        await Task.Delay(window * 1.1, Token);
        dns.SetPods(pod.Address);
        await shop.UntilKnowsAsync(pod, [], Token);
        using var peer = Play();
        dns.SetPods(pod.Address, PeerAddress);
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.NoContent, Token));
        await NothingPendingAsync(pod);
    }

    [Fact]
    public async Task A_peer_with_too_much_to_be_told_is_told_to_forget_everything()
    {
        var pod = await StartAsync("PeerBackplane__MaxPending", "3");
        await KnowsItsPeerAsync(pod);
        for (var id = 1; id <= 4; id++)
        {
            await shop.PutAsync(pod, id, "new", Token);
        }

        Assert.Equal([1], (await shop.PendingAsync(pod, Token)).Values);

        // Nobody has listened until now. The last try of a removal may be under way still.
        using var peer = Play();
        var told = await peer.AnswerAsync(HttpStatusCode.NoContent, Token);
        Assert.Equal(Everything, told == Removal ? await peer.AnswerAsync(HttpStatusCode.NoContent, Token) : told);
        await NothingPendingAsync(pod);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task What_a_peer_will_never_take_does_not_hold_up_the_rest(HttpStatusCode refusal)
    {
        using var peer = Play();
        var pod = await StartAsync();
        await KnowsItsPeerAsync(pod);
        await shop.PutAsync(pod, 1, "new", Token);
        Assert.Equal(Removal, await peer.AnswerAsync(refusal, Token));
        await NothingPendingAsync(pod);
        await shop.PutAsync(pod, 2, "new", Token);
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.NoContent, Token));
        await NothingPendingAsync(pod);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task What_a_peer_does_not_take_for_now_is_said_until_it_does(HttpStatusCode refusal)
    {
        using var peer = Play();
        var pod = await StartAsync();
        await KnowsItsPeerAsync(pod);
        await shop.PutAsync(pod, 1, "new", Token);
        Assert.Equal(Removal, await peer.AnswerAsync(refusal, Token));
        Assert.Equal(Removal, await peer.AnswerAsync(refusal, Token));
        Assert.Equal([1], (await shop.PendingAsync(pod, Token)).Values);
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.NoContent, Token));
        await NothingPendingAsync(pod);
    }

    [Fact]
    public async Task What_is_said_before_DNS_has_answered_is_said_afterwards()
    {
        using var peer = Play();
        var fault = dns.Faults.ServFail();
        var pod = await StartAsync();
        await shop.PutAsync(pod, 1, "new", Token);
        fault.Dispose();
        Assert.Equal(Removal, await peer.AnswerAsync(HttpStatusCode.NoContent, Token));
    }

    private PlayedPeer Play() => new(PeerAddress, shop.Pods.Port);

    private Task<PodProcess> StartAsync(string key, string value) => StartAsync(new KeyValuePair<string, string>(key, value));

    private async Task<PodProcess> StartAsync(params KeyValuePair<string, string>[] settings)
    {
        var pod = shop.Start(1, dns, settings);
        dns.SetPods(pod.Address, PeerAddress);
        await shop.Pods.AnswersAsync(pod, "/peers", Token);
        return pod;
    }

    private Task KnowsItsPeerAsync(PodProcess pod) =>
        shop.Pods.UntilAsync(async () => (await shop.PendingAsync(pod, Token)).ContainsKey($"{PeerAddress}:{shop.Pods.Port}"), Token);

    private Task NothingPendingAsync(PodProcess pod) =>
        shop.Pods.UntilAsync(async () => (await shop.PendingAsync(pod, Token)).Values.Sum() == 0, Token);
}
