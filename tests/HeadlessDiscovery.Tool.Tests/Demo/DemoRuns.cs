using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Demo;

/// <summary>The demo in real time, as events and in both languages: it mostly waits, so the three runs are started together.</summary>
public sealed class DemoRuns : IAsyncLifetime
{
    private readonly Dictionary<string, Task<ToolRun>> watched = [];
    private Task<ToolRun> events = null!;

    /// <summary>Each page, and the terminal that its excerpt is of.</summary>
    internal static (string Language, int Width, int Height)[] Terminals { get; } = [("en", 100, 30), ("ko", 80, 24)];

    internal Task<ToolRun> Events => events;

    public ValueTask InitializeAsync()
    {
        events = ToolRun.Terminal.ForMinutes(4).RunAsync(new FakeResolvers(), "demo", "-o", "json");
        foreach (var (language, width, height) in Terminals)
        {
            watched[language] = ToolRun.Terminal.Watched(width, height).RunAsync(new FakeResolvers(), "demo", "--lang", language);
        }

        return ValueTask.CompletedTask;
    }

    internal Task<ToolRun> Watched(string language) => watched[language];

    public async ValueTask DisposeAsync() => await Task.WhenAll([events, .. watched.Values]);
}
