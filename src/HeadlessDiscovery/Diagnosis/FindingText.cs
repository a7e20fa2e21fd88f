namespace HeadlessDiscovery.Diagnosis;

/// <summary>The sentences of one finding: what is so, why, and what to change.</summary>
internal readonly record struct FindingText(string Title, string Why, string? Fix = null);
