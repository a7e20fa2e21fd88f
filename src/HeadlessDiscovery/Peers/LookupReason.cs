namespace HeadlessDiscovery;

/// <summary>Why a lookup ended as <see cref="LookupOutcome.Empty"/> or <see cref="LookupOutcome.Unknown"/>.</summary>
public enum LookupReason
{
    /// <summary>No reason: records were found, or there was no query yet.</summary>
    None = 0,

    /// <summary>Empty: the name does not exist (RCODE 3). The answer for a headless service without ready pods.</summary>
    NxDomain,

    /// <summary>Empty: the name exists and has no record of the queried type.</summary>
    NoData,

    /// <summary>Unknown: SERVFAIL (RCODE 2).</summary>
    ServFail,

    /// <summary>Unknown: REFUSED (RCODE 5).</summary>
    Refused,

    /// <summary>Unknown: FORMERR (RCODE 1), also to a query without EDNS.</summary>
    FormErr,

    /// <summary>Unknown: NOTIMP (RCODE 4), or another RCODE that does not concern the name.</summary>
    NotImp,

    /// <summary>Unknown: no name server answered in time.</summary>
    Timeout,

    /// <summary>Unknown: a socket could not be opened, the server refused or reset, or the network reported that it cannot be reached.</summary>
    Network,

    /// <summary>Unknown: an answer that cannot be parsed, or that does not match its query.</summary>
    Malformed,

    /// <summary>Unknown: a negative answer from a server whose negative answers are not trusted (see docs/semantics.md, E-1).</summary>
    Unverified,

    /// <summary>Unknown: the server is not responsible for the name and cannot query another one.</summary>
    Lame,

    /// <summary>Unknown: the answer does not fit in 64 KiB over TCP either, so DNS cannot list all peers.</summary>
    Truncated,

    /// <summary>Unknown: one address family was answered, the other was not.</summary>
    FamilyFailed,

    /// <summary>Unknown: no name server is configured.</summary>
    NoServers,

    /// <summary>Unknown: <see cref="HeadlessPeersOptions.LookupTimeout"/> ended the lookup.</summary>
    Deadline,
}

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
