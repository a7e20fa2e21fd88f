using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace HeadlessDiscovery.AspNetCore.Tests.Browsing;

/// <summary>Debian's Chromium, without a window, with a profile of its own. What it complains about, and whom else it asks, fails the test.</summary>
internal sealed class Browser : IAsyncDisposable
{
    public const string Program = "/usr/bin/chromium";

    private readonly IPlaywright playwright;
    private readonly IBrowserContext context;
    private readonly string profile;

    private Browser(IPlaywright playwright, IBrowserContext context, string profile)
    {
        this.playwright = playwright;
        this.context = context;
        this.profile = profile;
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        context.WebError += (_, error) => Complaints.Enqueue($"exception: {error.Error}");
        context.Request += (_, request) => Requests.Enqueue(new Uri(request.Url));
    }

    public static bool IsMissing => !File.Exists(Program);

    public ConcurrentQueue<string> Complaints { get; } = new();

    public ConcurrentQueue<Uri> Requests { get; } = new();

    public static async Task<Browser> StartAsync(int width = 1000, int height = 800, ColorScheme scheme = ColorScheme.Light, string locale = "en-GB", bool script = true)
    {
        Assert.SkipWhen(IsMissing, $"{Program} is not there: apt-get install -y --no-install-recommends chromium");
        var profile = Directory.CreateTempSubdirectory("peers-page-").FullName;
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = Program,
            Headless = true,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = locale,
            JavaScriptEnabled = script,
        });
        return new Browser(playwright, context, profile);
    }

    public async Task<IPage> OpenAsync(PageApp app, string path = "/peers")
    {
        var page = context.Pages[0];
        await page.GotoAsync(new Uri(app.Address, path).ToString());
        return page;
    }

    /// <summary>With a clock that the test can stop.</summary>
    public async Task<IPage> OpenWithClockAsync(PageApp app)
    {
        var page = context.Pages[0];
        await page.Clock.InstallAsync();

        // The first event of the stream has the page read again, which begins the ages anew: a clock that is moved before that is over shows none.
        await page.RunAndWaitForRequestFinishedAsync(() => OpenAsync(app), new() { Predicate = request => request.ResourceType == "fetch", Timeout = 60_000 });
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 500))");
        return page;
    }

    /// <summary>Leaves a picture for people, where they are asked for.</summary>
    public static async Task PictureAsync(IPage page, string name, bool whole = true)
    {
        if (Environment.GetEnvironmentVariable("PEERS_PAGE_PICTURES") is { } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
        }
    }

    /// <summary>Nothing was complained about, and no other host was asked.</summary>
    public void AssertClean(PageApp app)
    {
        Assert.Empty(Complaints);
        Assert.NotEmpty(Requests);
        NonEmpty.All(Requests, request => Assert.True(request.Scheme == "data" || request.Authority == app.Address.Authority, request.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(profile, recursive: true);
    }
}
