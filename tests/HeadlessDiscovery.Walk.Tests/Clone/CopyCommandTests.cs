using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Walk.Tests.Pages;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.Clone;

/// <summary>CONTRIBUTING.md: how the files of the public API are brought up to date.</summary>
public sealed class CopyCommandTests
{
    private static Block Commands => Assert.Single(Block.All, block => block.Scene == Scene.Copy);

    [Fact]
    public async Task The_commands_write_what_is_missing_in_the_file_of_the_public_API()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs setsid.");
        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromMinutes(8));
        using var place = new Workplace();
        await using var terminal = new Terminal(CopyOfClone.In(place.Root), place.Environment);
        var file = Path.Combine(terminal.Folder, "src", "HeadlessDiscovery.HealthChecks", "PublicAPI.Unshipped.txt");
        var lines = await File.ReadAllLinesAsync(file, safety.Token);
        await File.WriteAllLinesAsync(file, lines[..^1], safety.Token);

        var script = Commands.Script.Split('\n').Select(line => TypedLine.Of(line).Of(line, CloneCommandTests.Configuration));
        (await terminal.TypeAsync(string.Join('\n', script), safety.Token)).Ended(0);

        Assert.Equal(lines.Order(StringComparer.Ordinal), (await File.ReadAllLinesAsync(file, safety.Token)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_commands_name_every_project_that_has_such_a_file()
    {
        var named = Commands.Script.Split("for project in ")[1].Split("; do")[0].Split(' ');
        var have = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "PublicAPI.Unshipped.txt", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file))!);
        Assert.Equal(have.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }
}
