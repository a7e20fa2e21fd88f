namespace HeadlessDiscovery.Lookup;

/// <summary>How a look-up asks.</summary>
/// <param name="Hedge">Whether a silent first try is helped by a second one; not during a back-off.</param>
/// <param name="HostNames">Whether the SRV records of the service itself are asked for, which name its pods.</param>
internal readonly record struct LookupMode(bool Hedge, bool HostNames = false);
