using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>Every C# block of a page is text of a sample that the build compiles: <c>&lt;!-- sample: path#name --&gt;</c> stands before it.</summary>
public sealed partial class CodeBlockTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_code_is_that_of_its_sample(string page)
    {
        var text = Repository.Read(page);
        foreach (Match block in Blocks().Matches(text))
        {
            var sample = Sample().Match(text[..block.Index]);
            Assert.True(sample.Success, $"{page} has a block without a sample: {block.Groups[1].Value}");
            Assert.Equal(MarkedCode.Read(sample.Groups[1].Value, sample.Groups[2].Value), block.Groups[1].Value);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_that_names_a_file_is_that_file(string page)
    {
        foreach (Match block in Files().Matches(Repository.Read(page)))
        {
            Assert.Equal(Repository.Read(block.Groups[1].Value), block.Groups[2].Value);
        }
    }

    /// <summary>Also a command in a sentence names a project that there is. (Those in blocks are typed by HeadlessDiscovery.Walk.Tests.)</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_project_that_a_command_names_is_there(string page)
    {
        foreach (Match command in Projects().Matches(Repository.Read(page)))
        {
            Assert.True(Directory.Exists(Path.Combine(Repository.Root, command.Groups[1].Value)), $"{page} runs {command.Value}");
        }
    }

    [GeneratedRegex(@"^<!-- file: (\S+) -->\n```\w+\n(.*?\n)```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Files();

    [GeneratedRegex(@"(?:^|`)dotnet (?:run|test)[^\n`]* --project ((?:src|tests|docs|benchmarks)/[^\s`]+)", RegexOptions.Multiline)]
    private static partial Regex Projects();

    [GeneratedRegex(@"^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"<!-- sample: (\S+)#(\S+) -->\n\z")]
    private static partial Regex Sample();
}
