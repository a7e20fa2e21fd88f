using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore;

/// <summary>The log messages of the page. A single class, because the generator emits several in an order that differs between builds.</summary>
internal static partial class PageLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Sentence}")]
    public static partial void Closed(this ILogger logger, string sentence);

    [LoggerMessage(2, LogLevel.Error, "{Name}: the status page can no longer record history; the current state that it shows is still correct.")]
    public static partial void HistoryEnded(this ILogger logger, string name, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "{Name}: the WatchAsync of this resolver threw; the page and its streams poll its state every second instead.")]
    public static partial void StreamFailed(this ILogger logger, string name, Exception exception);
}
