using System.Net;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>What the page shows of the other pods, which are applications on other addresses of loopback.</summary>
public sealed class ClusterTests : SafetyNet
{
    [Fact]
    public async Task All_members_are_shown_as_their_own_pages_see_them_and_disagreement_comes_first()
    {
        await using var app = await AppAsync("127.0.41.2", "127.0.41.3", "127.0.41.4");
        await using var agrees = await PodAsync(app, "127.0.41.2", "127.0.41.3", "127.0.41.4", "127.0.0.1");
        await using var differs = await PodAsync(app, "127.0.41.3", "127.0.41.2");
        var html = await app.TextAsync("/peers?cluster", "text/html", cancellationToken: Token);
        Assert.Contains("▲ 2 agree, 1 differs, 1 not known", html, StringComparison.Ordinal);
        var rows = Rows(html);
        Assert.Equal(4, rows.Length);
        Assert.Contains("127.0.41.3", rows[0], StringComparison.Ordinal);
        Assert.Contains(" differs</td>", rows[0], StringComparison.Ordinal);
        Assert.Contains("127.0.41.4", rows[1], StringComparison.Ordinal);
        Assert.Contains(">no</td>", rows[1], StringComparison.Ordinal);
        Assert.Contains(">refused</td>", rows[1], StringComparison.Ordinal);
        Assert.Contains(" this pod</th>", rows[2], StringComparison.Ordinal);
        Assert.Contains("127.0.41.4", Assert.Single(Rows(await app.TextAsync("/peers?cluster&filter=refu", "text/html", cancellationToken: Token))), StringComparison.Ordinal);
        Assert.Contains("127.0.41.4", Rows(await app.TextAsync("/peers?cluster&sort=pod", "text/html", cancellationToken: Token))[^1], StringComparison.Ordinal);
        Assert.Contains("<span class=\"fresh\">● fresh</span>", rows[2], StringComparison.Ordinal);
        var korean = await app.TextAsync("/peers?cluster&lang=ko", "text/html", cancellationToken: Token);
        Assert.Contains("2개 일치, 1개 다름, 1개 알 수 없음", korean, StringComparison.Ordinal);
        Assert.Contains("<span class=\"fresh\">● 최신</span>", Rows(korean)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_who_look_share_one_round_of_15_seconds_and_a_closed_table_queries_nobody()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await AppAsync(time, null, "Development", "127.0.42.2");
        var asked = 0;
        await using var pod = await PodAsync(app, _ => Interlocked.Increment(ref asked), "127.0.42.2", "127.0.0.1");
        await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        for (var view = 0; view < 5; view++)
        {
            await app.TextAsync("/peers?cluster", "text/html", cancellationToken: Token);
        }

        Assert.Equal(1, Volatile.Read(ref asked));
        time.Advance(TimeSpan.FromSeconds(15));
        await app.TextAsync("/peers?cluster", "text/html", cancellationToken: Token);
        while (Volatile.Read(ref asked) < 2)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Outside_Development_it_is_off_and_says_how_to_switch_it_on()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("127.0.43.2"), app => app.MapHeadlessPeers().AllowAnonymous(), "Production");
        var html = await app.TextAsync("/peers?cluster", "text/html", cancellationToken: Token);
        Assert.Contains("<code>MapHeadlessPeers(configure: options => options.ShowCluster = true)</code>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<td data-label", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_dressed_by_the_application_and_what_a_pod_answers_instead_is_shown()
    {
        await using var app = await AppAsync(
            TimeProvider.System,
            options =>
            {
                options.ShowCluster = true;
                options.ConfigureRequest = (request, _) =>
                {
                    request.Headers.TryAddWithoutValidation("X-Key", request.RequestUri!.Host == "127.0.44.2" ? "good" : "bad");
                    return ValueTask.CompletedTask;
                };
            },
            "Production",
            "127.0.44.2",
            "127.0.44.3");
        await using var good = await PodAsync(app, Check, "127.0.44.2", "127.0.44.3", "127.0.0.1");
        await using var bad = await PodAsync(app, Check, "127.0.44.3", "127.0.44.2", "127.0.0.1");
        var html = await app.TextAsync("/peers?cluster&sort=pod", "text/html", cancellationToken: Token);
        Assert.Contains("2 agree, 0 differ, 1 not known", html, StringComparison.Ordinal);
        Assert.Contains(">yes</td><td data-label=\"last failure\">HTTP 401</td>", Rows(html)[^1], StringComparison.Ordinal);

        static void Check(HttpContext context)
        {
            if (context.Request.Headers["X-Key"] != "good")
            {
                context.Response.StatusCode = 401;
            }
        }
    }

    private static string[] Rows(string html)
    {
        var section = html[html.IndexOf("id=\"cluster\"", StringComparison.Ordinal)..];
        var body = section[section.IndexOf("<tbody>", StringComparison.Ordinal)..section.IndexOf("</tbody>", StringComparison.Ordinal)];
        return [.. body.Split("</tr>").SkipLast(1)];
    }

    private static Task<PageApp> AppAsync(params string[] pods) => AppAsync(TimeProvider.System, null, "Development", pods);

    private static Task<PageApp> AppAsync(TimeProvider time, Action<AspNetCore.PeersPageOptions>? configure, string environment, params string[] pods) => PageApp.StartAsync(
        builder => builder.Services.AddSingleton(time).AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.WithSelf("127.0.0.1").Set([.. pods, "127.0.0.1"])),
        app => app.MapHeadlessPeers(configure: configure).AllowAnonymous(),
        environment);

    private static Task<WebApplication> PodAsync(PageApp like, string own, params string[] others) => PodAsync(like, static _ => { }, own, others);

    // At the port of the first one, as the pods of one Deployment have one port.
    private static async Task<WebApplication> PodAsync(PageApp like, Action<HttpContext> before, string own, params string[] others)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(own), like.Address.Port));
        builder.Logging.ClearProviders();
        builder.Services.AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.WithSelf(own).Set([.. others, own]));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            before(context);
            return context.Response.StatusCode == 200 ? next(context) : Task.CompletedTask;
        });
        app.MapHeadlessPeers();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
