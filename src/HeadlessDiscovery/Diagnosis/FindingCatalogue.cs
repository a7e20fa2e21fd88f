using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>One kind of finding. How much it matters depends on what else is seen, so its severity is part of the rule.</summary>
/// <param name="Code">HP and three digits; never given to anything else.</param>
/// <param name="Level">The level of its line in the log; null where the log does not have it.</param>
/// <param name="Checks">The checks of <c>doctor</c> that it belongs to.</param>
internal sealed record FindingKind(string Code, LogLevel? Level, params ImmutableArray<string> Checks)
{
    /// <summary>Its event in the log: the number of the code, named by the code.</summary>
    public EventId Event => new(int.Parse(Code.AsSpan(2), CultureInfo.InvariantCulture), Code);

    /// <summary>Whether the name is that of something else than a headless Service.</summary>
    public bool IsOtherKind { get; init; }
}

/// <summary>Every finding, a row each: HP1xx is about the machine, HP2xx about the query and its answer, HP3xx about the membership. The tool compiles this file too.</summary>
internal static class FindingCatalogue
{
    public const string NoServer = "HP101";
    public const string NoSearchList = "HP102";
    public const string TooManyServers = "HP103";
    public const string AbsoluteFirst = "HP104";
    public const string LineIgnored = "HP105";
    public const string NotAnAddress = "HP106";
    public const string NodeLocalCache = "HP107";
    public const string NoAnswer = "HP201";
    public const string ServerFailed = "HP202";
    public const string Refused = "HP203";
    public const string NoSuchName = "HP204";
    public const string NoAddress = "HP205";
    public const string Truncated = "HP206";
    public const string Disagree = "HP207";
    public const string OutsideCluster = "HP208";
    public const string Unverified = "HP209";
    public const string UnusualTtl = "HP210";
    public const string FamilyFailed = "HP211";
    public const string SecondOpinion = "HP212";
    public const string SerialsApart = "HP213";
    public const string SelfAbsent = "HP301";
    public const string ClusterIp = "HP302";
    public const string ExternalName = "HP303";
    public const string TooFew = "HP304";
    public const string SharedAddresses = "HP305";
    public const string OtherFamily = "HP306";
    public const string SelfLost = "HP307";
    public const string PortRefused = "HP308";
    public const string PortSilent = "HP309";
    public const string SlicesDiffer = "HP310";
    public const string OrdinalGap = "HP311";
    public const string VirtualAddress = "HP312";
    public const string OnePod = "HP313";

    public static ImmutableArray<FindingKind> All { get; } =
    [
        new(NoServer, LogLevel.Warning, "resolv-conf"),
        new(NoSearchList, null, "resolv-conf"),
        new(TooManyServers, LogLevel.Information, "resolv-conf"),
        new(AbsoluteFirst, null, "name"),
        new(LineIgnored, LogLevel.Information, "resolv-conf"),
        new(NotAnAddress, LogLevel.Information, "resolv-conf"),
        new(NodeLocalCache, null, "servers"),
        new(NoAnswer, LogLevel.Warning, "servers"),
        new(ServerFailed, LogLevel.Warning, "servers"),
        new(Refused, LogLevel.Warning, "servers"),
        new(NoSuchName, null, "name"),
        new(NoAddress, LogLevel.Warning, "name"),
        new(Truncated, LogLevel.Warning, "answer"),
        new(Disagree, LogLevel.Warning, "servers"),
        new(OutsideCluster, LogLevel.Warning, "name"),
        new(Unverified, LogLevel.Warning, "answer"),
        new(UnusualTtl, null, "answer"),
        new(FamilyFailed, LogLevel.Warning, "answer"),
        new(SecondOpinion, null, "answer"),
        new(SerialsApart, null, "replicas"),
        new(SelfAbsent, LogLevel.Warning, "self"),
        new(ClusterIp, LogLevel.Warning, "kind") { IsOtherKind = true },
        new(ExternalName, LogLevel.Warning, "kind") { IsOtherKind = true },
        new(TooFew, null, "members"),
        new(SharedAddresses, null, "kind"),
        new(OtherFamily, null, "members"),
        new(SelfLost, LogLevel.Warning, "self"),
        new(PortRefused, null, "port"),
        new(PortSilent, null, "port"),
        new(SlicesDiffer, null, "endpointslices"),
        new(OrdinalGap, null, "members"),
        new(VirtualAddress, LogLevel.Warning, "kind") { IsOtherKind = true },
        new(OnePod, LogLevel.Warning, "name", "kind") { IsOtherKind = true },
    ];

    /// <summary>The row of a code.</summary>
    public static FindingKind Row(string code) => All.First(kind => kind.Code == code);

    /// <summary>The codes of one check, in order.</summary>
    public static IEnumerable<string> Of(string check) => All.Where(kind => kind.Checks.Contains(check)).Select(kind => kind.Code);
}
