using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HeadlessDiscovery.AspNetCore.Tests.Browsing;

/// <summary>Every state of the page, on a telephone and on a desk, light and dark, in both languages: nothing runs out of the window.</summary>
public sealed class StateTests : SafetyNet
{
    [Fact]
    public async Task Before_the_first_answer()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.Faults.ServFail();
        await using var app = await PageApp.WithServerAsync(server);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#trouble")).ToContainTextAsync("failed: servfail", new() { Timeout = 60_000 });
        Assert.Equal("orders · peers unknown", await page.TitleAsync());
        await EverywhereAsync(browser, page, app, "unknown");
    }

    [Fact]
    public async Task With_one_peer()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("10.244.1.7", "10.244.1.9");
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.1.7"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("Fresh", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#peers tbody tr")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        Assert.Equal("orders · 1 peer", await page.TitleAsync());
        await EverywhereAsync(browser, page, app, "fresh");
    }

    [Fact]
    public async Task Alone()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("10.244.1.7");
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.1.7"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#peers")).ToContainTextAsync("This pod is alone", new() { Timeout = 60_000 });
        await EverywhereAsync(browser, page, app, "alone");
    }

    [Fact]
    public async Task With_an_empty_list()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.1.7"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#peers")).ToContainTextAsync("DNS lists no pod", new() { Timeout = 60_000 });
        Assert.Equal("orders · 0 peers", await page.TitleAsync());
        await EverywhereAsync(browser, page, app, "empty");
    }

    [Fact]
    public async Task During_an_outage()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        server.SetPods("10.244.1.7", "10.244.1.9", "10.244.2.3");
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.1.7"));
        await app.Resolver().GetPeersAsync(Token);
        app.Resolver().ReportUnreachable(Peer.Parse("10.244.1.9:5000"), "CallEachAsync");
        server.Faults.ServFail();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#peers tr.old")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#history tbody tr").First).ToContainTextAsync("failed: servfail", new() { Timeout = 60_000 });
        Assert.Equal(await Color(page, "#state dt"), await Color(page, "#peers .old code"));
        Assert.NotEqual(await Color(page, "body"), await Color(page, "#peers .old code"));
        await EverywhereAsync(browser, page, app, "stale");
    }

    [Fact]
    public async Task While_removals_are_confirmed()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        var pods = server.SetPods("10.244.1.7", "10.244.1.9", "10.244.2.3", "10.244.2.4");
        await using var app = await PageApp.WithServerAsync(server, options =>
        {
            options.SelfAddresses.Add("10.244.1.7");
            options.MassRemovalHold = TimeSpan.FromMinutes(10);
        });
        await app.Resolver().GetPeersAsync(Token);
        pods[1].Terminate();
        pods[2].Terminate();
        pods[3].Terminate();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#peers .held")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await EverywhereAsync(browser, page, app, "held");
    }

    [Fact]
    public async Task With_static_peers()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddHeadlessPeers("orders", options => options.StaticPeers.Add("127.0.0.1:5001")));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("Static list", new() { Timeout = 60_000 });
        await EverywhereAsync(browser, page, app, "static");
    }

    [Fact]
    public async Task With_500_peers()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods([.. Enumerable.Range(0, 501).Select(i => $"10.244.{i / 250}.{(i % 250) + 1}")]);
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.0.1"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#peers tbody tr")).ToHaveCountAsync(500, new() { Timeout = 60_000 });
        await EverywhereAsync(browser, page, app, "many", whole: false);
    }

    [Fact]
    public async Task With_the_table_of_500_pods_of_which_none_can_be_reached()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake
            .WithSelf("127.0.0.1").Set(["127.0.0.1", .. Enumerable.Range(0, 499).Select(i => $"127.1.{i / 250}.{(i % 250) + 1}")])));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await page.Locator("#cluster a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#cluster tbody tr")).ToHaveCountAsync(500, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#cluster b")).ToHaveTextAsync("○ 1 agree, 0 differ, 499 not known");
        await page.Locator("#cluster input[type=search]").FillAsync("127.1.1.24");
        await page.Locator("#cluster form button").ClickAsync();
        await Assertions.Expect(page.Locator("#cluster tbody tr")).ToHaveCountAsync(11, new() { Timeout = 60_000 });
        await page.Locator("#cluster thead a").First.ClickAsync();
        await Assertions.Expect(page.Locator("#cluster th[aria-sort=ascending]")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#cluster tbody tr")).ToHaveCountAsync(11, new() { Timeout = 60_000 });
        await EverywhereAsync(browser, page, app, "cluster", path: "/peers?cluster&filter=127.1.1.24&lang=");
    }

    private static Task<string> Color(IPage page, string where) => page.EvaluateAsync<string>($"getComputedStyle(document.querySelector('{where}')).color");

    private static async Task EverywhereAsync(Browser browser, IPage page, PageApp app, string name, bool whole = true, string path = "/peers?lang=")
    {
        foreach (var language in (string[])["en", "ko"])
        {
            await browser.OpenAsync(app, path + language);
            foreach (var width in (int[])[320, 390, 1280])
            {
                await page.SetViewportSizeAsync(width, 800);
                Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await Browser.PictureAsync(page, $"{name}-{width}-{scheme}-{language}", whole);
                }
            }
        }

        browser.AssertClean(app);
    }
}
