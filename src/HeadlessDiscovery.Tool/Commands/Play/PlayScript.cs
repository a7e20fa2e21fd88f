namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>A file of commands, one a line.</summary>
internal sealed record PlayScript(string Path, IReadOnlyList<string> Lines);
