using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Walk.Tests.Pages;

namespace HeadlessDiscovery.Walk.Tests;

/// <summary>Every block of every page is held: commands are typed by a test, and what is shown is compared by one.</summary>
public sealed class AccountTests
{
    public static TheoryData<string> Others => [.. Block.All.Where(block => !block.IsData && block.Scene == Scene.None).Select(block => block.Name)];

    /// <summary>Its tests are <c>GettingStartedTests</c>, <c>CloneCommandTests</c>, <c>CopyCommandTests</c>, <c>ClusterCommandTests</c> and <c>SampleCommandTests</c>, which take every block of their scene.</summary>
    [Fact]
    public void Every_block_of_commands_has_a_place_where_it_is_typed()
    {
        var typed = Block.All.Where(block => block.IsCommands).Select(block => block.Scene).ToArray();
        Assert.True(typed.Length > 20);
        Assert.Equal(Enum.GetValues<Scene>().Except([Scene.None]), typed.Distinct().Order());
    }

    /// <summary><c>&lt;!-- terminal: COMMAND --&gt;</c> or <c>&lt;!-- test: Class.Method --&gt;</c> stands above it.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void What_a_page_shows_is_compared_by_a_test_that_names_the_page(string name)
    {
        var block = Block.All.Single(block => block.Name == name);
        var page = Path.GetFileName(block.Page);
        if (block.Markers.TryGetValue("terminal", out var command))
        {
            Assert.Contains(Tests("HeadlessDiscovery.Tool.Tests"), test => Has(test, $"\"{command}\"") && Has(test, page));
            return;
        }

        Assert.True(block.Markers.TryGetValue("test", out var marker), $"{name} is neither commands, nor is it said which test holds it.");
        var parts = marker.Split('.');
        Assert.Contains(Tests(string.Empty), test => Has(test, $"class {parts[0]}") && Has(test, $" {parts[1]}(") && Has(test, page));
    }

    /// <summary>The reader of a terminal would see the marker.</summary>
    [Fact]
    public void No_marker_stands_on_the_pages_that_explain_prints() =>
        NonEmpty.All(Block.All.Where(block => Path.GetFileName(block.Page) == "doctor.md"), block => Assert.Empty(block.Markers));

    private static bool Has(string test, string text) => test.Contains(text, StringComparison.Ordinal);

    private static IEnumerable<string> Tests(string project) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests", project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);
}
