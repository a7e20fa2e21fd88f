using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Commands.Play;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Play;

public sealed class PlayVerbTests
{
    public static TheoryData<string> FaultNames => [.. PlayFaults.Names];

    [Fact]
    public async Task Pods_are_added_by_number_name_and_address()
    {
        await using var scene = await PlayScene.StartAsync();

        await scene.TypeAsync("add");
        await scene.TypeAsync("add 2 orders-0 127.0.0.1 orders-1=fd00::7");

        Assert.Equal(
            ["pod-1 10.244.0.1", "pod-2 10.244.0.2", "pod-3 10.244.0.3", "pod-4 10.244.0.4", "pod-5 10.244.0.5", "pod-6 10.244.0.6", "pod-7 10.244.0.7", "orders-0 10.244.0.8", "pod-8 127.0.0.1", "orders-1 fd00::7"],
            scene.Cluster.Pods.Select(pod => $"{pod.Name} {string.Join(' ', pod.Pod.Addresses)}"));
        NonEmpty.All(scene.Cluster.Pods, pod => Assert.True(pod.IsListed));
    }

    [Fact]
    public async Task Pods_leave_dns_in_each_of_their_ways_and_return()
    {
        await using var scene = await PlayScene.StartAsync();

        await scene.TypeAsync("remove pod-1");
        await scene.TypeAsync("unready 10.244.0.2");
        await scene.TypeAsync("terminate pod-3");
        Assert.Equal([("pod-2", false), ("pod-3", false), ("pod-4", true)], scene.Cluster.Pods.Select(pod => (pod.Name, pod.IsListed)));
        Assert.Equal("10.244.0.4\n", (await scene.RunAsync("resolve", "-o", "plain")).Output);

        await scene.TypeAsync("publish on");
        NonEmpty.All(scene.Cluster.Pods, pod => Assert.True(pod.IsListed));
        await scene.TypeAsync("publish off");
        await scene.TypeAsync("ready all");
        Assert.Equal("10.244.0.2\n10.244.0.4\n", (await scene.RunAsync("resolve", "-o", "plain")).Output);
        await scene.TypeAsync("remove all");
        Assert.Equal(1, (await scene.RunAsync("resolve")).ExitCode);
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task Every_fault_changes_an_answer_until_it_is_switched_off(string fault)
    {
        await using var scene = await PlayScene.StartAsync();

        await scene.TypeAsync($"on {fault}");
        Assert.Equal([fault], scene.Cluster.Faults);
        var bad = await scene.RunAsync("resolve", "-o", "plain", "--timeout", "100ms", "--attempts", "1");
        await scene.TypeAsync($"off {fault}");
        Assert.Empty(scene.Cluster.Faults);
        var good = await scene.RunAsync("resolve", "-o", "plain");

        Assert.Equal("10.244.0.1\n10.244.0.2\n10.244.0.3\n10.244.0.4\n", good.Output);
        Assert.NotEqual(good.Output, bad.Output);
    }

    [Fact]
    public async Task A_fault_for_a_number_of_queries_is_off_after_them()
    {
        await using var scene = await PlayScene.StartAsync();

        await scene.TypeAsync("on servfail 1");
        var first = await scene.RunAsync("resolve", "-q", "--attempts", "1");
        var second = await scene.RunAsync("resolve", "-q", "--attempts", "1");

        Assert.Equal((3, 0), (first.ExitCode, second.ExitCode));
        Assert.Empty(scene.Cluster.Faults);
    }

    [Fact]
    public async Task A_stopped_server_is_silent_and_returns_at_the_same_address()
    {
        await using var scene = await PlayScene.StartAsync();
        var before = scene.Cluster.NameServer;

        await scene.TypeAsync("stop");
        Assert.False(scene.Cluster.IsServing);
        Assert.Equal(3, (await scene.RunAsync("resolve", "-q", "--timeout", "100ms", "--attempts", "1")).ExitCode);
        await scene.TypeAsync("start");

        Assert.Equal(before, scene.Cluster.NameServer);
        Assert.Equal(0, (await scene.RunAsync("resolve", "-q")).ExitCode);
    }

    [Theory]
    [InlineData("ad", "Unknown command 'ad'; 'help' lists the commands. Did you mean 'add'?")]
    [InlineData("add pod-1", "'pod-1' exists already.")]
    [InlineData("add x x", "'x' exists already.")]
    [InlineData("add 10.244.0.1", "'10.244.0.1' exists already.")]
    [InlineData("add 997", "There can be 1000 pods at most.")]
    [InlineData("add 2147483647", "There can be 1000 pods at most.")]
    [InlineData("add 99999999999", "'99999999999'", false)]
    [InlineData("add a.b", "'a.b' must be a number, a host name of one label, an IP address, or HOST=IP.")]
    [InlineData("add x=y", "'x=y' must be a number, a host name of one label, an IP address, or HOST=IP.")]
    [InlineData("add 1 all", "'all' must be a number, a host name of one label, an IP address, or HOST=IP.")]
    [InlineData("remove", "Usage: remove POD...|all")]
    [InlineData("remove pod-1 pod-9", "There is no pod 'pod-9'; 'list' prints the pods.")]
    [InlineData("publish", "Usage: publish on|off")]
    [InlineData("on", "Usage: on FAULT [N]")]
    [InlineData("on servfail 0", "Usage: on FAULT [N]")]
    [InlineData("on fire", "'fire' must be one of garbage, ", false)]
    [InlineData("off servfail refused", "Usage: off [FAULT]")]
    [InlineData("stop now", "Usage: stop")]
    [InlineData("wait", "Usage: wait DURATION")]
    [InlineData("wait 5", "Usage: wait DURATION")]
    public async Task A_wrong_command_changes_nothing(string line, string message, bool isWhole = true)
    {
        await using var scene = await PlayScene.StartAsync();

        var wrong = await Record.ExceptionAsync(() => scene.TypeAsync(line));
        if (wrong is null)
        {
            // A host name of digits only is one that Kubernetes takes.
            Assert.Contains(scene.Cluster.Pods, pod => $"'{pod.Name}'" == message);
            return;
        }

        Assert.IsType<UsageException>(wrong);
        Assert.True(isWhole ? wrong.Message == message : wrong.Message.StartsWith(message, StringComparison.Ordinal), wrong.Message);
        Assert.Equal(4, scene.Cluster.Pods.Count);
        Assert.Empty(scene.Cluster.Faults);
        Assert.True(scene.Cluster.IsServing);
    }

    [Fact]
    public async Task Help_and_the_page_list_the_same_commands_and_faults_in_both_languages()
    {
        await using var scene = await PlayScene.StartAsync();
        var verbs = new PlayVerbs(scene.Cluster, TimeProvider.System, Words.English).Names.Concat(["list", "show", "help", "quit"]).ToArray();

        Assert.Equal(verbs.Order(StringComparer.Ordinal), Words.English.PlayCommands.Select(command => command.Line.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(Words.English.PlayCommands.Select(command => command.Line), Words.Korean.PlayCommands.Select(command => command.Line));

        var page = Repository.Read("docs/cli.md").Split("\n## play\n")[1].Split("\n## ")[0].Replace("\\|", "|", StringComparison.Ordinal);
        var rows = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).ToArray();
        NonEmpty.All(Words.English.PlayCommands, command => Assert.Contains(command.Line, rows));
        Assert.Equal(PlayFaults.Names, rows.Where(PlayFaults.Has).Order(StringComparer.Ordinal));
    }
}
