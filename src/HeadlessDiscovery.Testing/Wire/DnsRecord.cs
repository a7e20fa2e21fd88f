namespace HeadlessDiscovery.Testing.Wire;

/// <summary>One record: <see cref="Data"/>, then <see cref="Target"/> where the data ends in a name.</summary>
internal readonly record struct DnsRecord(string Owner, RecordType Type, uint Ttl, byte[] Data, string? Target = null, int Class = Question.Internet);
