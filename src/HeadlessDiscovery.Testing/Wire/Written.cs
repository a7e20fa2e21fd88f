namespace HeadlessDiscovery.Testing.Wire;

/// <summary>A response as bytes, and how many records fit.</summary>
internal sealed record Written(byte[] Bytes, int Answers, bool IsTruncated, bool IsComplete);
