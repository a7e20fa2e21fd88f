using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Walk.Tests.Pages;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.GettingStarted;

/// <summary>Somebody follows docs/getting-started.md word by word: the commands, the files and the answers are those of its text.</summary>
public sealed class GettingStartedTests
{
    [Fact]
    public async Task Every_step_of_the_page_does_what_the_page_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs setsid, and 127.0.0.2.");
        Prerequisite.RequireProgram("curl", "curl");
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromMinutes(12));

        // The page says 8080 and 8053, which may be taken here: other numbers stand for them in every command, file and answer.
        var text = Repository.Read(Steps.Page)
            .Replace("8080", $"{FreePort.On("127.0.0.1", "127.0.0.2")}", StringComparison.Ordinal)
            .Replace("8053", $"{FreePort.On("127.0.0.1", "127.0.0.3")}", StringComparison.Ordinal);
        var steps = Steps.Of(text);
        Assert.Equal(
            ["Answers", "Ends", "Mentions", "Opens", "Shows", "Starts", "Stops", "Types", "Writes"],
            steps.Select(step => step.GetType().Name).Distinct().Order(StringComparer.Ordinal));

        using var place = new Workplace();
        await using var terminal = new Terminal(CopyOfClone.In(place.Root), place.Environment);
        var walker = new Walker(text, terminal, safety.Token);
        foreach (var step in steps)
        {
            await walker.TakeAsync(step);
        }

        // The page of the tool's package, where the packages are: its last line needs the folder of global tools on PATH, as every shell of the SDK has it.
        var installed = await terminal.TypeAsync(Assert.Single(Block.All, block => block is { Scene: Scene.Walk, Page: "src/HeadlessDiscovery.Tool/PACKAGE.md" }).Script, safety.Token);
        installed.Ended(0).Says("headless-peers COMMAND");
    }

    /// <summary>Nothing that is typed in the order of a page stands on one that nobody walks.</summary>
    [Fact]
    public void The_pages_that_are_walked_are_these() =>
        Assert.Equal([Steps.Page, "src/HeadlessDiscovery.Tool/PACKAGE.md"], Block.All.Where(block => block.Scene == Scene.Walk).Select(block => block.Page).Distinct());
}
