using System.Net;
using HeadlessDiscovery.AspNetCore.Serving;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.AspNetCore.Tests;

public sealed class AccessTests : SafetyNet
{
    private static readonly string[] Routes = ["/peers", "/peers/json", "/peers/events", "/peers/orders", "/peers/orders/json", "/peers/orders/events"];

    [Fact]
    public async Task Outside_Development_every_route_is_refused_with_a_sentence_that_names_both_calls()
    {
        await using var app = await StartAsync(app => app.MapHeadlessPeers(), "Production");
        foreach (var route in Routes)
        {
            using var response = await app.GetAsync(route, "text/html", cancellationToken: Token);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            var sentence = await response.Content.ReadAsStringAsync(Token);
            Assert.Contains("RequireAuthorization()", sentence, StringComparison.Ordinal);
            Assert.Contains("AllowAnonymous()", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("10.0.0.1", sentence, StringComparison.Ordinal);
        }

        Assert.Single(app.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text == PageAccess.Sentence);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task AllowAnonymous_opens_it(string environment)
    {
        await using var app = await StartAsync(app => app.MapHeadlessPeers().AllowAnonymous(), environment);
        NonEmpty.All(await StatusesAsync(app), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task In_Development_it_is_open()
    {
        await using var app = await StartAsync(app => app.MapHeadlessPeers(), "Development");
        NonEmpty.All(await StatusesAsync(app), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task RequireAuthorization_asks_who_it_is_on_every_route(string environment)
    {
        await using var app = await StartAsync(app => app.MapHeadlessPeers("/secure").RequireAuthorization(), environment);
        foreach (var route in Routes)
        {
            using var response = await app.GetAsync(route.Replace("/peers", "/secure", StringComparison.Ordinal), cancellationToken: Token);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        await AnnMayReadAsync(app, "/secure");
    }

    [Fact]
    public async Task A_policy_counts_as_authorization()
    {
        await using var app = await StartAsync(app => app.MapHeadlessPeers().RequireAuthorization(policy => policy.RequireAuthenticatedUser()), "Production");
        NonEmpty.All(await StatusesAsync(app), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
    }

    [Fact]
    public async Task A_policy_that_nothing_enforces_opens_nothing()
    {
        // Without the authorization services there is no middleware to evaluate it. Routing in .NET 10 notices only IAuthorizeData, so the page itself refuses; routing in .NET 11 notices this too, and throws.
        var refused = Environment.Version.Major < 11 ? HttpStatusCode.Forbidden : HttpStatusCode.InternalServerError;
        await using var app = await PageApp.WithFakeAsync(
            fake => fake.Set("10.0.0.1"),
            app => app.MapHeadlessPeers().WithMetadata(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build()),
            "Production");
        NonEmpty.All(await StatusesAsync(app), status => Assert.Equal(refused, status));
    }

    [Fact]
    public async Task A_fallback_policy_counts_as_authorization()
    {
        await using var app = await StartAsync(app => app.MapHeadlessPeers(), "Production", options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        NonEmpty.All(await StatusesAsync(app), status => Assert.Equal(HttpStatusCode.Unauthorized, status));

        await AnnMayReadAsync(app, "/peers");
    }

    [Fact]
    public async Task RequireHost_alone_is_no_authorization_and_beside_AllowAnonymous_it_chooses_the_port()
    {
        await using var app = await StartAsync(
            app =>
            {
                app.MapHeadlessPeers("/closed").RequireHost("127.0.0.1");
                app.MapHeadlessPeers("/here").RequireHost("127.0.0.1").AllowAnonymous();
                app.MapHeadlessPeers("/elsewhere").RequireHost("*:9090").AllowAnonymous();
            },
            "Production");
        foreach (var (path, expected) in ((string, HttpStatusCode)[])[("/closed", HttpStatusCode.Forbidden), ("/here", HttpStatusCode.OK), ("/elsewhere", HttpStatusCode.NotFound)])
        {
            using var response = await app.GetAsync(path, cancellationToken: Token);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    private static Task<PageApp> StartAsync(Action<WebApplication> map, string environment, Action<AuthorizationOptions>? authorization = null) => PageApp.StartAsync(
        builder =>
        {
            builder.Services.AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1"));
            builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("header", null);
            builder.Services.AddAuthorization(authorization ?? (static _ => { }));
        },
        map,
        environment);

    private async Task AnnMayReadAsync(PageApp app, string path)
    {
        using var known = new HttpRequestMessage(HttpMethod.Get, path);
        known.Headers.Add("X-User", "ann");
        using var served = await app.Http.SendAsync(known, Token);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    private async Task<IReadOnlyList<HttpStatusCode>> StatusesAsync(PageApp app)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var route in Routes)
        {
            using var response = await app.GetAsync(route, cancellationToken: Token);
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    private sealed class HeaderScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, System.Text.Encodings.Web.UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-User"].ToString() is { Length: > 0 } name
            ? AuthenticateResult.Success(new AuthenticationTicket(new(new System.Security.Claims.ClaimsIdentity([new("name", name)], Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
    }
}
