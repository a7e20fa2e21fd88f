using System.Net;
using HeadlessDiscovery.Cluster.Tests.Pods;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace HeadlessDiscovery.Cluster.Tests.PeerCache;

/// <summary>The endpoint can empty a cache: who may use it, and with what.</summary>
public sealed class SecretTests() : OnePod("127.0.64")
{
    private const string Channel = PriceShop.Channel;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Shop.WriteAsync(1, "old");
        Assert.Equal("old", await Shop.PriceAsync(Pod, 1, Token));
        await Shop.WriteAsync(1, "new");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another secret of any length")]
    public async Task Without_the_secret_nothing_is_invalidated(string? shown)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Post, Channel, Removal(), shown));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Delete, Channel, [], shown));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Get, Channel, [], shown));
        Assert.Equal("old", await Shop.PriceAsync(Pod, 1, Token));

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, Channel, Removal(), PriceShop.Secret));
        Assert.Equal("new", await Shop.PriceAsync(Pod, 1, Token));
    }

    [Fact]
    public async Task What_is_no_message_is_refused()
    {
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Post, "FusionCache.Backplane:v1", Removal(), PriceShop.Secret));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Delete, "FusionCache.Backplane:v1", [], PriceShop.Secret));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(HttpMethod.Post, Channel, new byte[(64 * 1024) + 1], PriceShop.Secret));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Post, Channel, [1, .. Removal()[1..]], PriceShop.Secret));   // another version
        for (var length = 0; length < Removal().Length; length++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Post, Channel, Removal()[..length], PriceShop.Secret));
        }

        Assert.Equal("old", await Shop.PriceAsync(Pod, 1, Token));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Delete, Channel, [], PriceShop.Secret));
        Assert.Equal("new", await Shop.PriceAsync(Pod, 1, Token));
        Assert.DoesNotContain("unhandled exception", Pod.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task While_the_secret_changes_both_are_accepted()
    {
        const string Former = "the secret before this one";
        await using var changing = Shop.Start(2, Dns, new KeyValuePair<string, string>("PeerBackplane__AlsoAccepted", Former));
        await Shop.Pods.AnswersAsync(changing, "/peers", Token);
        Assert.Equal("new", await Shop.PriceAsync(changing, 1, Token));

        foreach (var secret in new[] { Former, PriceShop.Secret })
        {
            await Shop.WriteAsync(1, secret);
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Delete, Channel, [], Former + PriceShop.Secret, changing));
            Assert.NotEqual(secret, await Shop.PriceAsync(changing, 1, Token));
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, Channel, Removal(), secret, changing));
            Assert.Equal(secret, await Shop.PriceAsync(changing, 1, Token));
        }
    }

    [Theory]
    [InlineData("Secret", "")]
    [InlineData("Secret", "too short")]
    [InlineData("Secret", "of a length that would do, but not of ASCII: ü")]
    [InlineData("AlsoAccepted", "too short")]
    public async Task Without_a_secret_of_its_own_the_app_does_not_start(string option, string secret)
    {
        await using var refused = Shop.Start(2, Dns, new KeyValuePair<string, string>($"PeerBackplane__{option}", secret));
        await refused.WaitForExitAsync(Token);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(option, refused.Output, StringComparison.Ordinal);
    }

    private static byte[] Removal() =>
        BackplaneMessage.ToByteArray(BackplaneMessage.CreateForEntryRemove("somebody", "price:1", DateTimeOffset.UtcNow.Ticks));

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string channel, byte[] body, string? secret, PodProcess? to = null)
    {
        using var request = new HttpRequestMessage(method, PodSet.UriOf(to ?? Pod, $"/_cache?channel={Uri.EscapeDataString(channel)}"));
        request.Content = new ByteArrayContent(body);
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Peer-Secret", secret);
        }

        using var response = await Shop.Pods.Http.SendAsync(request, Token);
        return response.StatusCode;
    }
}
