namespace HeadlessDiscovery.Faults.Tests.Lasting.Staying;

/// <summary>How a fault begins and ends.</summary>
internal sealed record Strike(Action Begin, Action End);
