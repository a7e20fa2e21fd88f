using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Telemetry;

/// <summary>The log messages that are no findings. The numbers from 101 on are those of the findings, in FindingLog; Warning is for transitions only.</summary>
internal static partial class ResolverLog
{
    [LoggerMessage(1, LogLevel.Information, "Resolving {Name}: candidates {Candidates}, name servers {Servers}, this pod's addresses {Own} (from {Source}).")]
    public static partial void Started(this ILogger logger, string name, string candidates, string servers, string own, string source);

    [LoggerMessage(2, LogLevel.Information, "{Name}: StaticPeers replaces DNS entirely: {Peers}.")]
    public static partial void StaticPeers(this ILogger logger, string name, string peers);

    [LoggerMessage(3, LogLevel.Information, "{Name}: {Change}; peers now: {Count}.")]
    public static partial void PeersChanged(this ILogger logger, string name, string change, int count);

    [LoggerMessage(4, LogLevel.Information, "{Name}: {Held} missing from the latest answer, held until confirmed; peers now: {Count}.")]
    public static partial void Held(this ILogger logger, string name, string held, int count);

    [LoggerMessage(5, LogLevel.Information, "{Name}: DNS recovered after {Seconds:0.0} s, {Count} peers.")]
    public static partial void Fresh(this ILogger logger, string name, double seconds, int count);

    [LoggerMessage(6, LogLevel.Debug, "{Name}: lookup ended {Outcome} ({Reason}) in {Milliseconds:0.0} ms; next in {Seconds:0.0} s.")]
    public static partial void LookedUp(this ILogger logger, string name, LookupOutcome outcome, LookupReason reason, double milliseconds, double seconds);

    [LoggerMessage(7, LogLevel.Information, "{Name}: {Statement} ({Reason}){Extent}.")]
    public static partial void Empty(this ILogger logger, string name, string statement, string? reason, string extent);

    [LoggerMessage(8, LogLevel.Warning, "{Name}: resolves as {New} now, before as {Old}. Write ServiceName with a trailing dot to pin one.")]
    public static partial void NameChanged(this ILogger logger, string name, string @new, string old);

    [LoggerMessage(9, LogLevel.Warning, "{Name}: the list of peers has been stale for longer than MaxStale ({MaxStale}).")]
    public static partial void PastMaxStale(this ILogger logger, string name, TimeSpan maxStale);

    [LoggerMessage(10, LogLevel.Error, "{Name}: a PeersChanged or MembersChanged handler threw; the other handlers and the resolver are not affected.")]
    public static partial void HandlerFailed(this ILogger logger, string name, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "{Name}: unexpected error during lookup (please report this bug); retrying.")]
    public static partial void LookupBroke(this ILogger logger, string name, Exception exception);

    [LoggerMessage(12, LogLevel.Information, "{Name}: skipped {Candidate}: {Why}")]
    public static partial void Skipped(this ILogger logger, string name, string candidate, string why);

    [LoggerMessage(13, LogLevel.Warning, "{Name}: {Text}")]
    public static partial void Note(this ILogger logger, string name, string text);

    [LoggerMessage(14, LogLevel.Information, "{Name}: {Path}: {Message}")]
    public static partial void NoConfiguration(this ILogger logger, string name, string? path, string message);

    [LoggerMessage(15, LogLevel.Warning, "{Name}: no lookup has completed for {Seconds:0.0} s; the list is stale. Application code may be blocking: a ConfigureLookup pipeline, a logger or a listener.")]
    public static partial void Overdue(this ILogger logger, string name, double seconds);

    [LoggerMessage(16, LogLevel.Warning, "{Name}: {Count} events were not logged or measured because a logger or a listener blocked.")]
    public static partial void Unreported(this ILogger logger, string name, long count);

    [LoggerMessage(17, LogLevel.Error, "{Name}: a callback of a change token threw; the other callbacks and the resolver are not affected.")]
    public static partial void CallbackFailed(this ILogger logger, string name, Exception exception);

    [LoggerMessage(18, LogLevel.Warning, "{Name}: {Options} changed in the configuration. Options are read once, when the resolver is created; restart to apply them.")]
    public static partial void ReloadIgnored(this ILogger logger, string name, string options);
}
