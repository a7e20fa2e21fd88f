namespace HeadlessDiscovery;

/// <summary>The spelling of a <see cref="LookupReason"/> in JSON, metrics and logs.</summary>
public static class LookupReasonExtensions
{
    /// <summary>The stable code of a reason, as in docs/cli.md.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>For example <c>servfail</c> or <c>familyFailed</c>; <see langword="null"/> for <see cref="LookupReason.None"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is not a defined value.</exception>
    public static string? ToCode(this LookupReason reason) => reason switch
    {
        LookupReason.None => null,
        LookupReason.NxDomain => "nxdomain",
        LookupReason.NoData => "nodata",
        LookupReason.ServFail => "servfail",
        LookupReason.Refused => "refused",
        LookupReason.FormErr => "formerr",
        LookupReason.NotImp => "notimp",
        LookupReason.Timeout => "timeout",
        LookupReason.Network => "network",
        LookupReason.Malformed => "malformed",
        LookupReason.Unverified => "unverified",
        LookupReason.Lame => "lame",
        LookupReason.Truncated => "truncated",
        LookupReason.FamilyFailed => "familyFailed",
        LookupReason.NoServers => "noServers",
        LookupReason.Deadline => "deadline",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a defined LookupReason."),
    };
}
