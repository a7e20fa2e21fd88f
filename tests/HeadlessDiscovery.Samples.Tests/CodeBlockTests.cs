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

    [GeneratedRegex(@"^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"<!-- sample: (\S+)#(\S+) -->\n\z")]
    private static partial Regex Sample();
}
