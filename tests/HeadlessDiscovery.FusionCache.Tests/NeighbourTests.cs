using System.Net;
using HeadlessDiscovery.Tests;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.FusionCache.Tests;

/// <summary>What else an application has: Aspire's service defaults, authorization, TLS.</summary>
public sealed class NeighbourTests : SafetyNet
{
    // More than the 100 calls at which the circuit breaker of the standard resilience handler begins to judge.
    private const int Changes = 120;

    [Fact]
    public async Task With_Aspires_defaults_one_peer_that_answers_500_holds_up_no_other_one()
    {
        await using var bad = CachePod.Build("127.0.68.3", _ => { });
        bad.Run(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            return Task.CompletedTask;
        });
        await bad.StartAsync(Token);
        var badPeer = Peer.Parse(bad.Urls.Single().Split("://")[1]);
        await using var here = await CachePod.StartAsync("127.0.68.1", Token, AddWithDefaults);
        await using var there = await CachePod.StartAsync("127.0.68.2", Token, AddWithDefaults);
        here.Peers.Set([there.Peer, badPeer]);
        for (var n = 0; n < Changes; n++)
        {
            await there.Cache.SetAsync($"key:{n}", "old", token: Token);
        }

        for (var n = 0; n < Changes; n++)
        {
            await here.ChangeAsync($"key:{n}", Token);
        }

        for (var n = 0; n < Changes; n++)
        {
            await there.Cache.ForgetsAsync($"key:{n}", Token);
        }

        var pending = await here.PendingAsync(Token);
        Assert.Equal((0, Changes), (pending[$"{there.Peer}"], pending[$"{badPeer}"]));
    }

    [Fact]
    public async Task A_fallback_policy_of_the_application_refuses_no_peer()
    {
        await using var here = await CachePod.StartAsync("127.0.68.1", Token);
        await using var there = await CachePod.StartAsync(
            "127.0.68.2",
            Token,
            builder =>
            {
                CachePod.AddCache(builder);
                builder.Services.AddAuthentication("nobody").AddScheme<AuthenticationSchemeOptions, Nobody>("nobody", null);
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder("nobody").RequireAuthenticatedUser().Build());
            },
            app =>
            {
                app.UseRouting();
                app.UseAuthorization();
                app.MapGet("/other", () => "of the application");
            });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var refused = await http.GetAsync(new Uri($"http://{there.Peer}/other"), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        CachePod.Connect(here, there);
        await there.Cache.SetAsync("key", "old", token: Token);
        await here.ChangeAsync("key", Token);
        await there.Cache.ForgetsAsync("key", Token);
    }

    [Fact]
    public async Task Over_TLS_a_pod_is_called_by_its_address_and_for_the_name_of_its_service()
    {
        using var certificate = new ServiceCertificate("prices.shop");
        void Add(WebApplicationBuilder builder) => CachePod.AddCache(builder, configure: options =>
        {
            options.Scheme = "https";
            options.HostName = "prices.shop";
            options.Path = "/internal/cache";
            options.ConfigureHandler = handler => handler.SslOptions = certificate.Trust();
        });
        await using var here = await CachePod.StartAsync("127.0.68.1", Token, Add, certificate: certificate.Certificate);
        await using var there = await CachePod.StartAsync("127.0.68.2", Token, Add, certificate: certificate.Certificate);
        CachePod.Connect(here, there);
        await there.Cache.SetAsync("key", "old", token: Token);
        await here.ChangeAsync("key", Token);
        await there.Cache.ForgetsAsync("key", Token);
    }

    private static void AddWithDefaults(WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        CachePod.AddCache(builder);
    }

    private sealed class Nobody(
        Microsoft.Extensions.Options.IOptionsMonitor<AuthenticationSchemeOptions> options, Microsoft.Extensions.Logging.ILoggerFactory logger, System.Text.Encodings.Web.UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
