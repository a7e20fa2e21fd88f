using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace HeadlessDiscovery.AspNetCore.Tests.Browsing;

/// <summary>The page as a browser shows it.</summary>
public sealed class BrowserTests : SafetyNet
{
    [Fact]
    public async Task A_pod_that_comes_and_one_that_goes_appear_without_a_reload()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        var pods = server.SetPods("10.244.1.7", "10.244.1.9", "10.244.2.3", "10.244.2.4");
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.1.7"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await page.EvaluateAsync("window.stayed = true");
        await Text(page, "#live", "live");
        await Peers(page, "10.244.1.9:5000", "10.244.2.3:5000", "10.244.2.4:5000");

        server.AddPod("10.244.2.5");
        await Peers(page, "10.244.1.9:5000", "10.244.2.3:5000", "10.244.2.4:5000", "10.244.2.5:5000");
        await Text(page, "#said", "10.244.2.5:5000 joined, 4 peers");
        Assert.Equal("orders · 4 peers", await page.TitleAsync());

        pods[1].Terminate();
        await Peers(page, "10.244.2.3:5000", "10.244.2.4:5000", "10.244.2.5:5000");
        await Assertions.Expect(page.Locator("#history tbody tr").First).ToContainTextAsync("10.244.1.9:5000 left", Patient);
        Assert.True(await page.EvaluateAsync<bool>("window.stayed === true"));
        await Browser.PictureAsync(page, "light");
        browser.AssertClean(app);
    }

    [Fact]
    public async Task Trouble_is_shown_in_the_dark_and_ends_by_itself()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        server.SetPods("10.244.1.7", "10.244.1.9", "10.244.2.3");
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.9.9"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync(scheme: ColorScheme.Dark);
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#findings article")).ToContainTextAsync("HP301", new() { Timeout = 60_000 });

        var fault = server.Faults.ServFail();
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("Stale for", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#trouble")).ToContainTextAsync("failed: servfail", new() { Timeout = 60_000 });
        await Browser.PictureAsync(page, "dark");
        Assert.NotEqual(await page.EvaluateAsync<string>("getComputedStyle(document.body).color"), await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#peers tbody th code')).color"));
        Assert.Equal("rgb(18, 22, 28)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));

        fault.Dispose();
        await Assertions.Expect(page.Locator(".pill")).ToContainTextAsync("Fresh", new() { Timeout = 60_000 });
        browser.AssertClean(app);
    }

    [Fact]
    public async Task The_strip_tells_ten_minutes()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 13, 50, 0, TimeSpan.Zero));
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time)
            .AddHeadlessPeers("orders", options => options.Port = 5000)
            .AddFakeHeadlessPeers("orders", fake => fake.WithSelf("10.244.1.7:5000").Set("10.244.1.7:5000", "10.244.1.9:5000", "10.244.2.3:5000")));
        var fake = app.Fake();
        await HistoryAsync(app, 1);
        (int Minutes, Action Step)[] steps =
        [
            (7, () => fake.Add("10.244.2.4:5000")),
            (2, () => fake.Add("10.244.3.5:5000")),
            (1, () => fake.GoStale()),
            (1, () => fake.Recover()),
            (2, () => fake.Hold("10.244.1.9:5000")),
            (0, () => fake.Remove("10.244.1.9:5000")),
            (1, () => fake.Add("10.244.3.6:5000")),
            (1, () => fake.Hold("10.244.2.3:5000")),
        ];
        for (var i = 0; i < steps.Length; i++)
        {
            time.Advance(TimeSpan.FromMinutes(steps[i].Minutes) + TimeSpan.FromSeconds(7 * i));
            steps[i].Step();
            await HistoryAsync(app, i + 2);
        }

        await using var browser = await Browser.StartAsync(width: 860, height: 860);
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator(".strip title")).ToHaveTextAsync("Peers in the last 10 minutes: from 3 to 4, now 4.", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".strip rect")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Text(page, "#live", "live");
        await Browser.PictureAsync(page, "peers-page", whole: false);
        browser.AssertClean(app);
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, "narrow")]
    [InlineData("ko-KR", ColorScheme.Dark, "narrow-ko")]
    public async Task Nothing_is_cut_off_at_320_px(string locale, ColorScheme scheme, string picture)
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => (options.Ttl, options.PortName, options.PodPort) = (TimeSpan.FromSeconds(1), "peer", 5000), Token);
        server.AddPod("orders-0", "10.244.1.7");
        server.AddPod("orders-1", "10.244.1.9");
        server.Faults.ServFail().OnType("A");
        await using var app = await PageApp.WithServerAsync(server, options => (options.Port, options.PortName) = (null, "peer"));
        await app.Resolver().GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync(width: 320, height: 640, scheme, locale);
        var page = await browser.OpenAsync(app);
        await Assertions.Expect(page.Locator("#live")).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 60_000 });
        Assert.Equal(locale[..2], await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Browser.PictureAsync(page, picture);
        browser.AssertClean(app);
    }

    [Fact]
    public async Task Without_a_script_everything_is_there_but_the_changes()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.WithSelf("10.0.0.9:5000").Set("10.0.0.1:5000", "10.0.0.2:5000", "10.0.0.9:5000").Hold("10.0.0.2:5000"));
        await using var browser = await Browser.StartAsync(script: false, locale: "ko-KR");
        var page = await browser.OpenAsync(app);
        await Peers(page, "10.0.0.1:5000", "10.0.0.2:5000");
        await Assertions.Expect(page.Locator("noscript a")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#live")).ToBeHiddenAsync();
        await Browser.PictureAsync(page, "no-script-ko");
        browser.AssertClean(app);
    }

    [Fact]
    public async Task Two_services_are_a_list_that_leads_to_their_pages_and_back()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services
            .AddHeadlessPeers("orders").AddHeadlessPeers("stock")
            .AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1", "10.0.0.2").GoStale()).AddFakeHeadlessPeers("stock", fake => fake.Set("10.0.1.1")));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Text(page, "#live", "live");
        await Browser.PictureAsync(page, "list");
        app.Fake("stock").Add("10.0.1.2");
        await Assertions.Expect(page.Locator("#services tbody tr").Nth(1).Locator("td").First).ToHaveTextAsync("2", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "stock" }).ClickAsync();
        await Peers(page, "10.0.1.1", "10.0.1.2");
        await page.GetByRole(AriaRole.Link, new() { Name = "한국어" }).ClickAsync();
        await Assertions.Expect(page.Locator("#peers h2")).ToHaveTextAsync("피어", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "서비스" }).ClickAsync();
        await Assertions.Expect(page.Locator("#services tbody tr")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        browser.AssertClean(app);
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_nothing_is_missed_when_it_is_back()
    {
        var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Text(page, "#live", "live");
        await app.StopAsync(Token);
        await app.DisposeAsync();
        await Text(page, "#live", "reconnecting");
        await Peers(page, "10.0.0.1");

        await using var next = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1", "10.0.0.2"), port: app.Address.Port);
        await Text(page, "#live", "live");
        await Peers(page, "10.0.0.1", "10.0.0.2");
    }

    [Fact]
    public async Task A_change_takes_neither_the_focus_nor_the_selection_nor_the_place_scrolled_to()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.WithSelf("[fd00::9]:5000").Set([.. Enumerable.Range(1, 30).Select(number => new Peer(System.Net.IPAddress.Parse($"fd00::a:{number}"), 5000))]));
        await using var browser = await Browser.StartAsync(width: 320);
        var page = await browser.OpenAsync(app);
        await Text(page, "#live", "live");
        var scrolled = await page.EvaluateAsync<double>("() => { const table = document.querySelector('#peers .wide'); table.focus(); table.scrollTop = 40; getSelection().selectAllChildren(document.querySelector('#state dd code')); return table.scrollTop; }");
        Assert.Equal(40, scrolled);

        app.Fake().Hold("[fd00::a:2]:5000");
        await Assertions.Expect(page.Locator("#peers .held")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#history tbody tr").First).ToContainTextAsync("held", Patient);
        Assert.Equal("40 peers region [fd00::9]:5000", await page.EvaluateAsync<string>("() => [document.querySelector('#peers .wide').scrollTop, document.activeElement.closest('section')?.id, document.activeElement.getAttribute('role'), getSelection()].join(' ')"));
        browser.AssertClean(app);
    }

    [Fact]
    public async Task An_age_begins_anew_with_each_answer_also_where_the_server_writes_the_same()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 13, 50, 0, TimeSpan.Zero));
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time)
            .AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1", "10.0.0.2")));
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenWithClockAsync(app);
        await Text(page, "#live", "live");
        await page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(10));
        await Assertions.Expect(page.Locator("dd [data-age]").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(10|9) min"), new() { Timeout = 60_000 });
        app.Fake().Hold("10.0.0.1");
        await Assertions.Expect(page.Locator("#peers .held")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Text(page, "dd [data-age]", "0 s");
        browser.AssertClean(app);
    }

    [Fact]
    public async Task Who_is_sent_to_log_in_again_keeps_what_was_there_and_is_told_that_it_is_not_live()
    {
        var isOut = false;
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"), app =>
        {
            app.Use((context, next) =>
            {
                if (Volatile.Read(ref isOut) && context.Request.Path != "/login")
                {
                    context.Response.Redirect("/login");
                    return Task.CompletedTask;
                }

                return next(context);
            });
            app.MapGet("/login", () => TypedResults.Content("<title>Log in</title><main><section>Who are you?</section></main>", "text/html"));
            app.MapHeadlessPeers();
        });
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await Text(page, "#live", "live");
        Volatile.Write(ref isOut, true);
        app.Fake().Add("10.0.0.2");
        await Text(page, "#live", "reconnecting");
        await Peers(page, "10.0.0.1");
        Assert.Equal("orders · 1 peer", await page.TitleAsync());

        Volatile.Write(ref isOut, false);
        await Text(page, "#live", "live");
        await Peers(page, "10.0.0.1", "10.0.0.2");
    }

    [Fact]
    public async Task A_long_name_pushes_no_column_out_of_sight()
    {
        var name = string.Join('.', Enumerable.Repeat(new string('a', 63), 2));
        await using var server = await HeadlessServiceServer.StartAsync(name, cancellationToken: Token);
        server.AddPod(new string('h', 63), "10.244.1.7");
        await using var app = await PageApp.StartAsync(builder =>
        {
            builder.Services.AddHeadlessPeers(name, options =>
            {
                server.Configure(options);
                options.PortName = "peer";
            });
            builder.Services.AddHeadlessPeers("stock", options => options.StaticPeers.Add("10.0.1.1"));
        });
        await app.Resolver(name).GetPeersAsync(Token);
        await using var browser = await Browser.StartAsync(width: 900);
        const string Wide = "() => [...document.querySelectorAll('.wide')].filter(table => table.scrollWidth > table.clientWidth).map(table => table.ariaLabel).join()";
        foreach (var path in (string[])["/peers", "/peers/" + name])
        {
            var page = await browser.OpenAsync(app, path);
            await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            Assert.Equal(string.Empty, await page.EvaluateAsync<string>(Wide));
        }
    }

    [Fact]
    public async Task Nothing_is_cut_off_on_paper()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set([new Peer(System.Net.IPAddress.Parse("10.0.0.1"), 5000, string.Join('.', Enumerable.Repeat(new string('a', 63), 3)))]));
        await using var browser = await Browser.StartAsync(width: 500);
        var page = await browser.OpenAsync(app);
        await Peers(page, "10.0.0.1:5000");
        const string Cut = "() => [...document.querySelectorAll('.wide')].filter(table => table.scrollWidth > table.clientWidth).length";
        Assert.Equal(1, await page.EvaluateAsync<int>(Cut));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await page.EvaluateAsync<int>(Cut));
        Assert.Equal(500, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static LocatorAssertionsToContainTextOptions Patient => new() { Timeout = 60_000 };

    private static Task Text(IPage page, string where, string text) => Assertions.Expect(page.Locator(where)).ToHaveTextAsync(text, new() { Timeout = 60_000 });

    private static Task Peers(IPage page, params string[] peers) => Assertions.Expect(page.Locator("#peers tbody th")).ToHaveTextAsync(peers, new() { Timeout = 60_000 });

    // The recorder is a reader of its own: it may lag behind the fake.
    private async Task HistoryAsync(PageApp app, int count)
    {
        while ((await app.JsonAsync("/peers/orders", Token)).GetProperty("history").GetArrayLength() < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }
}
