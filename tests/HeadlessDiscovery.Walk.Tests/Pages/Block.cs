using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Walk.Tests.Pages;

/// <summary>One fenced block of a page, with the markers above it: <c>&lt;!-- key: value --&gt;</c>, which no reader sees.</summary>
internal sealed partial record Block(string Page, int Line, int Index, string Language, string Text, IReadOnlyDictionary<string, string> Markers)
{
    private static readonly string[] Data = ["csharp", "yaml", "json"];

    /// <summary>Every page of the clone, also those inside the packages.</summary>
    public static IReadOnlyList<Block> All { get; } = [.. Repository.Pages.Concat(Repository.PackagePages).SelectMany(page => Of(page, Repository.Read(page)))];

    public string Name => $"{Page}:{Line}";

    /// <summary>Code and configuration: <c>CodeBlockTests</c>, <c>PackagePageTests</c> and <c>ConfigurationBlockTests</c> take every block of these languages. Or a file that a walk writes.</summary>
    public bool IsData => Data.Contains(Language) || Markers.ContainsKey("write");

    /// <summary>Something to type: a block of <c>sh</c>, or one with a prompt before every line.</summary>
    public bool IsCommands => Language == "sh" || (Language.Length == 0 && !Markers.ContainsKey("terminal") && Text.Split('\n').All(line => line.StartsWith("$ ", StringComparison.Ordinal)));

    /// <summary>What is typed, without the prompts.</summary>
    public string Script => Prompt().Replace(Text, string.Empty);

    /// <summary>Said by <c>&lt;!-- run: … --&gt;</c>, else by the page. (docs/doctor.md has no such marker: <c>explain</c> prints its sections.)</summary>
    public Scene Scene => Markers.GetValueOrDefault("run") switch
    {
        _ when !IsCommands => Scene.None,
        "clone" => Scene.Clone,
        "copy" => Scene.Copy,
        "sample" => Scene.Sample,
        null or Background => Page switch
        {
            "docs/getting-started.md" or "src/HeadlessDiscovery.Tool/PACKAGE.md" => Scene.Walk,
            "docs/cli.md" or "docs/doctor.md" or "docs/ko/doctor.md" => Scene.Cluster,
            _ => Scene.Clone,
        },
        var other => throw new InvalidDataException($"{Name}: nobody knows how to run '{other}'."),
    };

    /// <summary>The marker of a command that goes on: the next step comes when it listens.</summary>
    public const string Background = "background, until it listens";

    public static IEnumerable<Block> Of(string page, string text) => Fences().Matches(text).Select(fence => new Block(
        page,
        text[..fence.Groups["fence"].Index].Count(sign => sign == '\n') + 1,
        fence.Index,
        fence.Groups["language"].Value,
        fence.Groups["text"].Value.TrimEnd('\n'),
        fence.Groups["key"].Captures.Zip(fence.Groups["value"].Captures).ToDictionary(marker => marker.First.Value, marker => marker.Second.Value)));

    public override string ToString() => Name;

    [GeneratedRegex(@"^(?:[ ]*<!-- (?<key>\w+): (?<value>[^\n]*?) -->\n)*(?<fence>[ ]*```)(?<language>\S*)[ ]*\n(?<text>.*?)^[ ]*```[ ]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline)]
    private static partial Regex Prompt();
}
