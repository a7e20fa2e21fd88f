using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>The log messages. The numbers above 100 are the finding codes of docs/doctor.md; Warning is for transitions only.</summary>
internal static partial class ResolverLog
{
    [LoggerMessage(1, LogLevel.Information, "{Name}: asks {Candidates} at {Servers}; own addresses {Own} (from {Source}).")]
    public static partial void Started(this ILogger logger, string name, string candidates, string servers, string own, string source);

    [LoggerMessage(2, LogLevel.Information, "{Name}: StaticPeers replaces DNS entirely: {Peers}.")]
    public static partial void StaticPeers(this ILogger logger, string name, string peers);

    [LoggerMessage(3, LogLevel.Information, "{Name}: {Change}; peers now: {Count}.")]
    public static partial void PeersChanged(this ILogger logger, string name, string change, int count);

    [LoggerMessage(4, LogLevel.Information, "{Name}: {Held} no longer named; held until confirmed; peers now: {Count}.")]
    public static partial void Held(this ILogger logger, string name, string held, int count);

    [LoggerMessage(5, LogLevel.Information, "{Name}: answered again after {Seconds:0.0} s, {Count} peers.")]
    public static partial void Fresh(this ILogger logger, string name, double seconds, int count);

    [LoggerMessage(6, LogLevel.Debug, "{Name}: look-up ended {Outcome} ({Reason}) in {Milliseconds:0.0} ms; next in {Seconds:0.0} s.")]
    public static partial void LookedUp(this ILogger logger, string name, LookupOutcome outcome, LookupReason reason, double milliseconds, double seconds);

    [LoggerMessage(7, LogLevel.Information, "{Name}: verified, there is no peer ({Reason}).")]
    public static partial void Empty(this ILogger logger, string name, string? reason);

    [LoggerMessage(8, LogLevel.Warning, "{Name}: the name that answers is {New} now; before it was {Old}. Write a final dot in ServiceName to pin one.")]
    public static partial void NameChanged(this ILogger logger, string name, string @new, string old);

    [LoggerMessage(9, LogLevel.Warning, "{Name}: the list of peers has been stale for longer than MaxStale ({MaxStale}).")]
    public static partial void PastMaxStale(this ILogger logger, string name, TimeSpan maxStale);

    [LoggerMessage(10, LogLevel.Error, "{Name}: a PeersChanged handler threw; the other handlers and the resolver go on.")]
    public static partial void HandlerFailed(this ILogger logger, string name, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "{Name}: a look-up failed in a way that is a defect of this library; it is tried again.")]
    public static partial void LookupBroke(this ILogger logger, string name, Exception exception);

    [LoggerMessage(105, LogLevel.Information, "{Name}: {Path}, line {Line}: {Message}")]
    public static partial void Configuration(this ILogger logger, string name, string? path, int line, string message);

    [LoggerMessage(106, LogLevel.Information, "{Name}: {Candidate} is not asked: {Why}")]
    public static partial void Skipped(this ILogger logger, string name, string candidate, string why);

    [LoggerMessage(201, LogLevel.Warning, "{Name}: could not ask ({Reason}); {Count} last known peers stay. {Detail}")]
    public static partial void Stale(this ILogger logger, string name, string? reason, int count, string detail);

    [LoggerMessage(202, LogLevel.Warning, "{Name}: could not ask yet ({Reason}); nothing is known about the peers. {Detail}")]
    public static partial void Undecided(this ILogger logger, string name, string? reason, string detail);

    [LoggerMessage(209, LogLevel.Warning, "{Name}: {Text}")]
    public static partial void Note(this ILogger logger, string name, string text);

    [LoggerMessage(301, LogLevel.Warning, "{Name}: the own address ({Own}) has not been in the answer for {Seconds:0} s. Likely causes: this pod is not ready and the Service has no publishNotReadyAddresses; another Service is named; hostNetwork; POD_IP is not set. For a mere client set Membership = Client.")]
    public static partial void SelfAbsent(this ILogger logger, string name, string own, double seconds);

    [LoggerMessage(307, LogLevel.Warning, "{Name}: the own address is no longer in the answer: this pod is terminating, or no longer ready.")]
    public static partial void SelfLost(this ILogger logger, string name);
}
