using HeadlessDiscovery.RealDns.Tests.Zones;

namespace HeadlessDiscovery.RealDns.Tests.Updates;

/// <summary>One record that is added to the zone or removed from it.</summary>
internal readonly record struct ZoneChange(ZoneRecord Record, bool IsRemoval);
