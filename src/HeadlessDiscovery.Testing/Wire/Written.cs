namespace HeadlessDiscovery.Testing.Wire;

/// <summary>A response as bytes, and what had room in them.</summary>
internal sealed record Written(byte[] Bytes, int Answers, bool IsTruncated, bool IsComplete);
