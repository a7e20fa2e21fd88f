using System.Net;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.FusionCache;

/// <summary>What the backplane logs. One class, because the generator puts several in an order that changes from build to build.</summary>
internal static partial class BackplaneLog
{
    [LoggerMessage(1, LogLevel.Information, "{Peer} cannot be reached; retrying: {Failure}")]
    public static partial void Unreachable(this ILogger logger, Peer peer, string failure);

    [LoggerMessage(2, LogLevel.Information, "{Peer} has no cache on {Channel}")]
    public static partial void NoCache(this ILogger logger, Peer peer, string channel);

    [LoggerMessage(3, LogLevel.Error, "{Peer} answered {Status}: {Key} is out of date there until it expires")]
    public static partial void Refused(this ILogger logger, Peer peer, HttpStatusCode status, string? key);

    [LoggerMessage(4, LogLevel.Warning, "{Peer} answered {Status}; retrying")]
    public static partial void NotNow(this ILogger logger, Peer peer, HttpStatusCode status);

    [LoggerMessage(5, LogLevel.Warning, "Stopping with {Count} keys not sent to {Peer}: they are out of date there until they expire")]
    public static partial void Unsent(this ILogger logger, int count, string peer);

    [LoggerMessage(6, LogLevel.Warning, "This pod could not reach its peers and may have missed their changes: emptying {Cache}")]
    public static partial void Emptied(this ILogger logger, string cache);
}
