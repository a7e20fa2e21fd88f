using System.Net;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.FusionCache;

/// <summary>The log messages of the backplane. A single class, because the generator emits several in an order that differs between builds.</summary>
internal static partial class BackplaneLog
{
    [LoggerMessage(1, LogLevel.Information, "{Peer} cannot be reached; retrying: {Failure}")]
    public static partial void Unreachable(this ILogger logger, Peer peer, string failure);

    [LoggerMessage(2, LogLevel.Information, "{Peer} has no cache on {Channel}")]
    public static partial void NoCache(this ILogger logger, Peer peer, string channel);

    [LoggerMessage(3, LogLevel.Error, "{Peer} responded with {Status}: {Key} is out of date there until it expires")]
    public static partial void Refused(this ILogger logger, Peer peer, HttpStatusCode status, string? key);

    [LoggerMessage(4, LogLevel.Warning, "{Peer} responded with {Status}; retrying")]
    public static partial void NotNow(this ILogger logger, Peer peer, HttpStatusCode status);

    [LoggerMessage(5, LogLevel.Warning, "Stopping, but {Count} keys have not been sent to {Peer}: they are out of date there until they expire")]
    public static partial void Unsent(this ILogger logger, int count, string peer);

    [LoggerMessage(6, LogLevel.Warning, "This pod was unreachable and may have missed changes: clearing {Cache}")]
    public static partial void Emptied(this ILogger logger, string cache);
}
