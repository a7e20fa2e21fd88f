using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore;

/// <summary>What the page logs. One class, because the generator puts several in an order that changes from build to build.</summary>
internal static partial class PageLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Sentence}")]
    public static partial void Closed(this ILogger logger, string sentence);

    [LoggerMessage(2, LogLevel.Error, "{Name}: the page of the peers can record no more history; what it shows of now stays right.")]
    public static partial void HistoryEnded(this ILogger logger, string name, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "{Name}: the WatchAsync of this resolver threw; the page and its streams look at what it knows each second instead.")]
    public static partial void StreamFailed(this ILogger logger, string name, Exception exception);
}
