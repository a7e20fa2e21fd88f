using System.Net;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace HeadlessDiscovery.AspNetCore.Tests.Browsing;

/// <summary>The table of all pods with 500 that answer: one process serves the page at 498 addresses of loopback, and another at one.</summary>
public sealed class ManyPodsTests : SafetyNet
{
    private const string Behind = "127.1.0.77";
    private const string Closed = "127.1.1.88";

    private static readonly string[] Others = [.. Enumerable.Range(1, 499).Select(number => $"127.1.{number / 250}.{(number % 250) + 1}")];

    private static LocatorAssertionsToHaveCountOptions Patient => new() { Timeout = 60_000 };

    [Fact]
    public async Task Five_hundred_pods_that_answer_are_read_in_one_round_and_can_be_filtered_and_sorted()
    {
        string[] all = [.. Others, "127.0.0.1"];
        await using var app = await PageApp.WithFakeAsync(fake => fake.WithSelf("127.0.0.1").Set(all));
        await using var most = await PodsAsync(app.Address.Port, all, [.. Others.Where(address => address != Behind)]);
        await using var behind = await PodsAsync(app.Address.Port, all[10..], [Behind]);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);

        await page.GetByRole(AriaRole.Link, new() { Name = "Query the page of every pod" }).ClickAsync(new() { Timeout = 60_000 });
        var rows = page.Locator("#cluster tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(500, Patient);
        await Assertions.Expect(page.Locator("#cluster p b")).ToHaveTextAsync("▲ 498 agree, 1 differs, 1 not known", new() { Timeout = 60_000 });
        await Assertions.Expect(rows.First).ToContainTextAsync($"{Behind}", new() { Timeout = 60_000 });
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("HTTP 503", new() { Timeout = 60_000 });

        await page.GetByRole(AriaRole.Link, new() { Name = "pod", Exact = true }).ClickAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(rows.First).ToContainTextAsync("127.0.0.1", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Searchbox).FillAsync("127.1.1.8");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(Others.Count(address => address.Contains("127.1.1.8", StringComparison.Ordinal)), Patient);
        await Browser.PictureAsync(page, "many-pods", whole: false);
        browser.AssertClean(app);
    }

    private static async Task<WebApplication> PodsAsync(int port, string[] listed, string[] addresses)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var address in addresses)
            {
                kestrel.Listen(IPAddress.Parse(address), port);
            }
        });
        builder.Logging.ClearProviders();
        builder.Services.AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.WithSelf(addresses[0]).Set(listed));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Host.Host != Closed)
            {
                return next(context);
            }

            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        app.MapHeadlessPeers();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
