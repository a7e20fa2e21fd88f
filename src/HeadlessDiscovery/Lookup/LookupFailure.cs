namespace HeadlessDiscovery.Lookup;

/// <summary>The exception for a lookup that ended as Unknown.</summary>
internal static class LookupFailure
{
    public static PeerResolutionException Of(LookupReport report)
    {
        var reason = report.Answer.Reason;
        return new PeerResolutionException(
            $"The peers of '{report.Plan.ServiceName}' are unknown: {reason.ToCode()} ({Whom(report)}). The last known peers are kept.{Hint(report)}",
            report.Plan.ServiceName,
            reason,
            report.Error);
    }

    /// <summary>The servers it queried, for a log line that has the rest.</summary>
    public static string Detail(LookupReport report) => $"({Whom(report)}){Hint(report)}";

    private static string Whom(LookupReport report)
    {
        var servers = report.Plan.Configuration.NameServers;
        return servers.IsEmpty ? "no name server is configured" : $"queried {string.Join(", ", servers)}";
    }

    private static string Hint(LookupReport report)
    {
        var hint = report.Plan.Configuration.NameServers.IsEmpty && report.Plan.Configuration.Diagnostics is [var first, ..] ? $" {first.Message}" : string.Empty;
        var note = report.Notes is [var told, ..] ? $" {told.Text}" : string.Empty;
        return hint + note;
    }
}
