namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>A step in words.</summary>
/// <param name="Name">For the title, and for the list of what was done.</param>
/// <param name="Watch">One sentence: what is happening, and what to watch.</param>
internal sealed record StepText(string Name, string Watch);
