using HeadlessDiscovery.Walk.Tests.Pages;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.Cluster;

/// <summary>What a page lets somebody type in a pod, or beside the cluster, is typed there, and tells the truth about it.</summary>
public sealed class ClusterCommandTests
{
    public static TheoryData<string> Pages => [.. Block.All.Where(block => block.Scene == Scene.Cluster).Select(block => block.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_commands_of_a_page_tell_the_truth_about_the_cluster(string page)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs setsid and 127.0.96.x.");
        if (Block.All.Any(block => block.Page == page && block.Script.Contains("| jq ", StringComparison.Ordinal)))
        {
            Prerequisite.RequireProgram("jq", "jq");
        }

        using var safety = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        safety.CancelAfter(TimeSpan.FromMinutes(3));
        await using var scene = await ClusterScene.StartAsync(safety.Token);

        foreach (var block in Block.All.Where(block => block.Page == page && block.Scene == Scene.Cluster))
        {
            foreach (var command in Commands(block.Script, scene.Port))
            {
                var printed = (await scene.Terminal.TypeAsync(command, safety.Token)).Ended(0);
                Truth.Of(block.Name, command).Check(printed, scene);
            }
        }

        // Also inside a pipe, a loop or before "||".
        NonEmpty.All(scene.Runs, run => Assert.StartsWith("0 ", run, StringComparison.Ordinal));
    }

    // The pages say 5000, and watch goes on forever or for ten minutes: it ends after the first verified answer here.
    private static string[] Commands(string script, int port) => script
        .Replace("\\\n", " ", StringComparison.Ordinal)
        .Replace("--port 5000", $"--port {port}", StringComparison.Ordinal)
        .Replace("headless-peers watch orders-headless", "headless-peers watch orders-headless --initial-only", StringComparison.Ordinal)
        .Split('\n');
}
