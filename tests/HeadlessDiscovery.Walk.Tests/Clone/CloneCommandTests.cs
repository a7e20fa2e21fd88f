using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Walk.Tests.Pages;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.Clone;

/// <summary>What a page lets somebody type in the clone is typed, with the figures of the table made small: a wrong option, project or test fails.</summary>
public sealed class CloneCommandTests
{
    public static TheoryData<string> Blocks => [.. Block.All.Where(block => block.Scene == Scene.Clone).Select(block => block.Name)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task A_block_of_commands_runs_in_the_clone(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs setsid.");
        var lines = Block.All.Single(block => block.Name == name).Script.Split('\n');
        var rows = lines.Select(TypedLine.Of).ToArray();
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromMinutes(5));

        using var place = new Workplace();
        await using var terminal = new Terminal(Repository.Root, place.Environment);
        var printed = (await terminal.TypeAsync(string.Join('\n', lines.Zip(rows, (line, row) => row.Of(line, Configuration))), safety.Token)).Ended(0);

        NonEmpty.All(rows, row => row.IsHeld());
        Assert.All(rows.Where(row => row.Says is not null), row => printed.Says(row.Says!));
    }

    [Fact]
    public void Every_row_of_the_table_is_that_of_a_line()
    {
        var used = Block.All.Where(block => block.Scene is Scene.Clone or Scene.Copy).SelectMany(block => block.Script.Split('\n')).Select(TypedLine.Of).ToHashSet();
        NonEmpty.All(TypedLine.Table, row => Assert.Contains(row, used));
    }

    internal static string Configuration => Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
}
