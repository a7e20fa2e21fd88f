using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>A record beside those of the cluster, without its owner: that is the name as it was asked.</summary>
internal sealed record ExtraRecord(RecordType Type, byte[] Data, string? Target, uint? Ttl);
