using System.Globalization;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Walk.Tests.Pages;

namespace HeadlessDiscovery.Walk.Tests.GettingStarted;

/// <summary>The steps of docs/getting-started.md, out of its text.</summary>
internal static partial class Steps
{
    public const string Page = "docs/getting-started.md";

    public static IReadOnlyList<Step> Of(string text)
    {
        var blocks = Block.Of(Page, text).ToArray();
        var steps = blocks.Select(block => block switch
        {
            { Scene: Scene.Walk } when block.Markers.GetValueOrDefault("run") == Block.Background => new Step.Starts(block),
            { Scene: Scene.Walk } => new Step.Types(block),
            { Markers: var markers } when markers.TryGetValue("write", out var path) => new Step.Writes(block, path),
            { Markers: var markers } when markers.ContainsKey("terminal") => new Step.Shows(block),
            _ => (Step?)null,
        }).OfType<Step>().ToList();

        // Sentences only: a block has its own step.
        var sentences = Fenced().Replace(text, block => new string(' ', block.Length));
        steps.AddRange(Commands().Matches(sentences).Select(match => new Step.Mentions(match.Index, match.Groups[1].Value)));
        steps.AddRange(Answers().Matches(sentences).Select(match => new Step.Answers(match.Index, match.Groups[1].Value)));
        steps.AddRange(Pages().Matches(sentences).Select(match => new Step.Opens(match.Index, match.Groups[1].Value, match.Groups[2].Value)));
        steps.AddRange(Stops().Matches(sentences).Select(match => new Step.Stops(match.Index)));
        steps.AddRange(Exits().Matches(sentences).Select(match => new Step.Ends(match.Index, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))));
        return [.. steps.OrderBy(step => step.Index)];
    }

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("`((?:tools/|dotnet nuget )[^`]+)`")]
    private static partial Regex Commands();

    [GeneratedRegex("It returns `([^`]+)`")]
    private static partial Regex Answers();

    [GeneratedRegex(@"Open (http\S+) and (http\S+) in a browser\. Both show the same fingerprint")]
    private static partial Regex Pages();

    [GeneratedRegex(@"Stop both with Ctrl\+C")]
    private static partial Regex Stops();

    [GeneratedRegex(@"exit code (\d+)")]
    private static partial Regex Exits();
}
