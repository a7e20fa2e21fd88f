namespace HeadlessDiscovery.Lookup;

/// <summary>How a look-up asks.</summary>
/// <param name="Hedge">Whether a silent first try is helped by a second one; not during a back-off.</param>
/// <param name="Confirm">Whether a removal waits for confirmation, so that each question takes a fresh socket.</param>
/// <param name="HostNames">Whether the SRV records of the service itself are asked for, which name its pods.</param>
internal readonly record struct LookupMode(bool Hedge, bool Confirm, bool HostNames = false);
