using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>An additional record, outside those of the cluster, without its owner, which is the queried name.</summary>
internal sealed record ExtraRecord(RecordType Type, byte[] Data, string? Target, uint? Ttl);
