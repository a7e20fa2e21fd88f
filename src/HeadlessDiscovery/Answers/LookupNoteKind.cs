namespace HeadlessDiscovery;

/// <summary>What may be worth knowing about an answer.</summary>
internal enum LookupNoteKind
{
    AddressesLeftOut,
    NoSuchPortName,
    ClusterIp,
    ExternalName,
    LeftOutAlias,
    SwarmVirtualAddress,
    NoCandidate,
    PipelineGaveUp,
    UnprovenDenial,
    ServersDisagree,
}
