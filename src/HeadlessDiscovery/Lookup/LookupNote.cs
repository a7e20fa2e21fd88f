namespace HeadlessDiscovery.Lookup;

/// <summary>One sentence about an answer, told once per kind and text.</summary>
internal sealed record LookupNote(LookupNoteKind Kind, string Text);
