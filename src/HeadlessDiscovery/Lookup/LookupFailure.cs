namespace HeadlessDiscovery.Lookup;

/// <summary>The exception for a look-up that ended as Unknown.</summary>
internal static class LookupFailure
{
    public static PeerResolutionException Of(LookupReport report)
    {
        var reason = report.Answer.Reason;
        var servers = report.Plan.Configuration.NameServers;
        var whom = servers.IsEmpty ? "no name server is configured" : $"asked {string.Join(", ", servers)}";
        var hint = report.Plan.Configuration.NameServers.IsEmpty && report.Plan.Configuration.Diagnostics is [var first, ..] ? $" {first.Message}" : string.Empty;
        var note = report.Notes is [var told, ..] ? $" {told.Text}" : string.Empty;
        return new PeerResolutionException(
            $"The peers of '{report.Plan.ServiceName}' are not known: {reason.ToCode()} ({whom}). The last known peers stay.{hint}{note}",
            report.Plan.ServiceName,
            reason,
            report.Error);
    }
}
