using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>A real Swarm service through its life, asked by its plain name, which is a virtual address, and by the name of its tasks.</summary>
[Collection(Engines)]
public sealed class SwarmTests() : ContainerTests(TimeSpan.FromMinutes(6))
{
    private const string Service = "web";
    private const string Tasks = "tasks.web";
    private const string Client = "client";
    private const string Subnet = "10.0.1.";

    private DockerEngine? docker;

    [Fact]
    public async Task Three_tasks_become_five_none_and_two_and_nobody_is_ever_Alone()
    {
        DockerEngine.Require();
        docker = await DockerEngine.StartAsync(Token);
        docker.Run("swarm", "init", "--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1");
        docker.Run("network", "create", "-d", "overlay", "--attachable", "--subnet", $"{Subnet}0/24", "shop");
        docker.Run("run", "-d", "--name", Client, "--network", "shop", DockerEngine.Image, Busybox, "sleep", "100000");
        docker.Run("service", "create", "-d", "--name", Service, "--network", "shop", "--replicas", "3", DockerEngine.Image, Busybox, "sleep", "100000");
        ResolvConf = docker.Beside("resolv.conf");
        await File.WriteAllTextAsync(ResolvConf, docker.Run("exec", Client, Busybox, "cat", "/etc/resolv.conf") + "\n", Token);
        var pids = await RunningAsync(3);

        Replica[] plain = [.. pids.Select(pid => Ask(pid, Service))];
        Replica[] tasks = [.. pids.Select(pid => Ask(pid, Tasks))];
        var client = Ask(Assert.Single(docker.Processes(Client)), Tasks);
        await UntilAsync(() => client.Peers.Length == 3 && tasks.All(task => task is { Self: "present", Peers.Length: 2 }), TimeSpan.FromSeconds(30));
        await UntilAsync(() => plain.All(one => one.Verdicts.Length > 2) && tasks.All(one => one.Verdicts.Length > 2), TimeSpan.FromSeconds(30));
        await AssertFindingAsync(pids[0]);

        docker.Run("service", "scale", "-d", $"{Service}=5");
        await RunningAsync(5);
        await UntilAsync(() => client.Peers.Length == 5 && tasks.All(task => task is { Self: "present", Peers.Length: 4 }), TimeSpan.FromSeconds(30));

        // Docker's server has no negative answer of its own: what it does not know it asks outside, where nobody is.
        docker.Run("service", "scale", "-d", $"{Service}=0");
        End(plain);
        End(tasks);
        await RunningAsync(0);
        await UntilAsync(() => client.IsStale, TimeSpan.FromSeconds(60));
        Assert.Equal(5, client.Peers.Length);

        docker.Run("service", "scale", "-d", $"{Service}=2");
        pids = await RunningAsync(2);
        string[] two = [.. pids.Select(pid => Address(pid, Subnet))];
        var clock = Stopwatch.StartNew();
        await UntilAsync(() => !client.IsStale && two.All(client.Peers.Contains), TimeSpan.FromSeconds(30));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        // The five are a mass removal, which must last for 15 s by default.
        await UntilAsync(() => two.Order().SequenceEqual(client.Peers.Order()), TimeSpan.FromSeconds(60));
        plain = [.. pids.Select(pid => Ask(pid, Service))];
        tasks = [.. pids.Select(pid => Ask(pid, Tasks))];
        await UntilAsync(() => plain.Concat(tasks).All(one => one.Verdicts.Length > 2) && tasks.All(task => task is { Self: "present", Peers.Length: 1 }), TimeSpan.FromSeconds(30));

        NonEmpty.All(Replicas, replica => Assert.DoesNotContain(nameof(PeerReadinessReason.Alone), replica.Verdicts));
    }

    private async Task AssertFindingAsync(int container)
    {
        var lines = Channel.CreateUnbounded<string>();
        using var process = new HostProcess(
            ["nsenter", "-t", $"{container}", "-n"],
            "HeadlessDiscovery.Tool.dll",
            ["doctor", Service, "--resolv-conf", ResolvConf, "-o", "json"],
            line => _ = line is null ? lines.Writer.TryComplete() : lines.Writer.TryWrite(line));
        var said = string.Join('\n', await lines.Reader.ReadAllAsync(Token).ToArrayAsync(Token));
        Assert.False(said.Length == 0, process.Errors);

        using var document = JsonDocument.Parse(said);
        var findings = document.RootElement.GetProperty("findings");
        var virtualAddress = findings.EnumerateArray().Single(finding => finding.GetProperty("code").GetString() == "HP312");
        Assert.Equal("web is the virtual address of a Swarm service; use tasks.web", virtualAddress.GetProperty("title").GetString());
        Assert.DoesNotContain("kube", findings.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static void End(IEnumerable<Replica> ended)
    {
        foreach (var replica in ended)
        {
            replica.Dispose();
        }
    }

    private async Task<int[]> RunningAsync(int count)
    {
        int[] pids = [];
        await UntilAsync(() => (pids = docker!.Processes($"{Service}\\.")).Length == count, TimeSpan.FromSeconds(60));
        return pids;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        docker?.Dispose();
    }
}
