using System.Net;

namespace HeadlessDiscovery.Fuzz.Wire;

/// <summary>A record as it stands in the bytes. A name that cannot be read is null.</summary>
internal sealed record StrictRecord(string? Owner, int Type, int Class, IPAddress? Address, string? Target, int Port);
