using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Play;

public sealed partial class PlayCommandTests
{
    [Fact]
    public async Task Each_command_of_a_script_and_of_a_pipe_gives_the_whole_state()
    {
        var script = await FileAsync("# three more, and a fault", "add orders-0=127.0.0.1", string.Empty, "unready pod-1   # not that one");

        var run = await Piped("on servfail", "stop", "help", "list", "quit", "add").RunAsync(new ResolverSource(), "play", "orders.shop", "--pods", "1", "--script", script, "-o", "json");
        File.Delete(script);

        Assert.Equal(0, run.ExitCode);
        var states = run.Objects();
        Assert.Equal([null, "add orders-0=127.0.0.1", "unready pod-1   # not that one", "on servfail", "stop", "list"], states.Select(state => state.GetProperty("command").GetString()));
        NonEmpty.All(states, state => Assert.Equal("orders.shop.svc.cluster.local.", state.GetProperty("name").GetString()));
        var last = states[^1];
        Assert.Equal(["pod-1 notReady False", "orders-0 ready True"], last.GetProperty("pods").EnumerateArray().Select(pod => $"{pod.GetProperty("name").GetString()} {pod.GetProperty("state").GetString()} {pod.GetProperty("listed").GetBoolean()}"));
        Assert.Equal("servfail", Assert.Single(last.GetProperty("faults").EnumerateArray()).GetString());
        Assert.False(last.GetProperty("serving").GetBoolean());
        Assert.False(File.Exists(last.GetProperty("resolvConf").GetString()));
    }

    [Fact]
    public async Task A_wrong_line_ends_a_script_and_a_pipe_with_its_place()
    {
        var script = await FileAsync("add", "remove pod-9");
        var scripted = await new ToolRun.Terminal { IsInputRedirected = true }.RunAsync(new ResolverSource(), "play", "--script", script);
        var piped = await Piped("add", "ad").RunAsync(new ResolverSource(), "play");
        File.Delete(script);

        Assert.Equal((2, $"error: {script}:2: There is no pod 'pod-9'; 'list' prints the pods.\n"), (scripted.ExitCode, scripted.Error));
        Assert.Equal((2, "error: -:2: Unknown command 'ad'; 'help' lists the commands. Did you mean 'add'?\n"), (piped.ExitCode, piped.Error));
    }

    [Fact]
    public async Task Who_types_may_make_mistakes_and_ends_with_ctrl_d()
    {
        var run = await new ToolRun.Terminal { IsRedirected = false, Input = "ad\nadd\n" }.RunAsync(new ResolverSource(), "play", "--color", "never");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("error: Unknown command 'ad'", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("> > DNS lists 4 of 4 pods · 0 queries so far\n> ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_a_session()
    {
        var run = await Piped("unready pod-2", "on servfail 2", "list", "quit").RunAsync(new ResolverSource(), "play");
        var page = Repository.Read("docs/cli.md").Split("$ headless-peers play\n")[1].Split("```")[0];

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(page, ResolvConf().Replace(Port().Replace(run.Output, "127.0.0.1:38153"), "/tmp/play.resolv.conf"));
    }

    [Fact]
    public async Task The_lines_for_other_terminals_lead_to_the_cluster()
    {
        using var input = new OpenTerminal();
        var terminal = new ToolRun.Terminal { InputStream = input };
        var conf = Path.Combine(Path.GetTempPath(), $"play {Guid.NewGuid():N}.conf");
        var play = terminal.RunAsync(new ResolverSource(), "play", "orders.shop", "--pods", "2", "--resolv-conf", conf);
        await input.Reading.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 127.0.0.1\noptions ndots:5\n", await File.ReadAllTextAsync(conf, TestContext.Current.CancellationToken));

        terminal.Interruption.Interrupt(130);
        var run = await play;

        Assert.Equal(0, run.ExitCode);
        Assert.False(File.Exists(conf));
        var lines = run.Output.Split('\n').Where(line => line.StartsWith("  headless-peers ", StringComparison.Ordinal)).Select(line => line.Trim()).ToArray();
        Assert.Equal(["watch", "doctor"], lines.Select(line => line.Split(' ')[1]));
        NonEmpty.All(lines, line =>
        {
            Assert.Contains($"--resolv-conf '{conf}'", line, StringComparison.Ordinal);
            Assert.Empty(Application.Build(Words.English).Parse(line["headless-peers ".Length..].Replace($"'{conf}'", "play.conf", StringComparison.Ordinal)).Errors);
        });
    }

    [Theory]
    [InlineData("a.b.c", "error: 'a.b.c' must be SERVICE or SERVICE.NAMESPACE, for example orders-headless.shop.")]
    [InlineData("orders.", "error: 'orders.' must be SERVICE or SERVICE.NAMESPACE, for example orders-headless.shop.")]
    [InlineData("orders --ttl 1500ms", "error: --ttl must be whole seconds, at most 1h, but was '1500ms'.")]
    [InlineData("orders --pods 1001", "error: --pods '1001' is not a whole number")]
    [InlineData("orders --listen here", "error: --listen 'here' is not an address")]
    [InlineData("orders --listen 192.0.2.1", "error: The DNS server cannot listen on 192.0.2.1:0: ")]
    [InlineData("orders --script /no/such/file", "error: Could not find ")]
    [InlineData("orders --resolv-conf /etc/passwd", "error: The file '/etc/passwd' already exists.")]
    public async Task What_cannot_be_is_wrong_usage(string arguments, string message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test names files of Unix.");
        var run = await new ToolRun.Terminal().RunAsync(new ResolverSource(), ["play", .. arguments.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static ToolRun.Terminal Piped(params string[] lines) => new() { IsInputRedirected = true, Input = string.Join('\n', lines) + "\n" };

    private static async Task<string> FileAsync(params string[] lines)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        return path;
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();

    [GeneratedRegex(@"[^\s=]+\.resolv\.conf")]
    private static partial Regex ResolvConf();
}
