using HeadlessDiscovery.Tool.Commands.Doctor;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The spelling of enumerations in JSON; part of the contract, so not derived from the names in code.</summary>
internal static class JsonWords
{
    public static string Of(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Ok => "ok",
        DoctorVerdict.Warning => "warning",
        DoctorVerdict.Error => "error",
        _ => "couldNotAsk",
    };

    public static string Of(PeerReadinessReason reason) => reason switch
    {
        PeerReadinessReason.Ready => "ready",
        PeerReadinessReason.Alone => "alone",
        PeerReadinessReason.TooFew => "tooFew",
        _ => "undecided",
    };
}
