namespace HeadlessDiscovery.Testing.Tests.Raw;

/// <summary>A record, its data also as text, and how many bytes it took.</summary>
internal sealed record RawRecord(string Owner, int Type, int Class, uint Ttl, byte[] Data, string Text, int Size);
