using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>A query for one name, and what the replica that answers it knows.</summary>
/// <param name="View">What the replica knows.</param>
/// <param name="Owner">The name as it is written in the answer.</param>
/// <param name="Key">The name in the form that it is looked up by.</param>
/// <param name="Type">The queried type.</param>
internal readonly record struct ZoneQuery(ZoneView View, string Owner, string Key, RecordType Type);
