namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>A step in words.</summary>
/// <param name="Name">For the title, and for the list of what was done.</param>
/// <param name="Watch">One sentence: what is happening, and what to watch.</param>
internal sealed record StepText(string Name, string Watch);

/// <summary>How far the story is.</summary>
/// <param name="Step">The step that is under way.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Steps">How many there are.</param>
internal sealed record Chapter(StepText Step, int Number, int Steps);
