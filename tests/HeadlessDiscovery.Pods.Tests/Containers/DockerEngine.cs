using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>Docker Engine: its own containerd and dockerd.</summary>
/// <remarks>Entered with <c>nsenter --net</c>: under <c>ip netns exec</c>, which mounts another /sys, Docker finds no cgroups.</remarks>
internal sealed class DockerEngine() : ContainerEngine("docker")
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Lazy<string?> Problem = new(static () => Missing("docker.io", "dockerd", "containerd", "docker"));

    private readonly List<Process> daemons = [];

    public string Socket => $"unix://{Folder}/docker.sock";

    public static void Require()
    {
        Machine.Require();
        Prerequisite.Require(Problem.Value);
    }

    public static Task<DockerEngine> StartAsync(CancellationToken cancellationToken) => StartedAsync(new DockerEngine(), cancellationToken);

    public override string Run(params string[] arguments) => Machine.Run(string.Empty, "docker", ["-H", Socket, .. arguments]).Trim();

    /// <summary>The process of each running container whose name begins so.</summary>
    public int[] Processes(string prefix)
    {
        var ids = Run("ps", "-q", "--no-trunc", "-f", $"name=^{prefix}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length == 0 ? [] : [.. Run(["inspect", "-f", "{{.State.Pid}}", .. ids]).Split('\n').Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];
    }

    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        Start("containerd", "--root", $"{Folder}/containerd", "--state", $"{Folder}/containerd-state", "--address", $"{Folder}/containerd.sock");
        await UntilAsync(() => File.Exists($"{Folder}/containerd.sock"), cancellationToken);

        // No route leads to the outside server: about a name that it does not know Docker's own one has nothing to say.
        Start("dockerd", "--containerd", $"{Folder}/containerd.sock", "--data-root", $"{Folder}/docker", "--exec-root", $"{Folder}/docker-state", "--pidfile", $"{Folder}/docker.pid", "--host", Socket, "--dns", "192.0.2.53");
        await UntilAsync(() => Try(() => Run("info")), cancellationToken);
    }

    protected override void End()
    {
        Shell($"docker -H {Socket} service rm $(docker -H {Socket} service ls -q); docker -H {Socket} rm -f $(docker -H {Socket} ps -aq); docker -H {Socket} swarm leave --force");
        foreach (var daemon in Enumerable.Reverse(daemons))
        {
            End(daemon);
        }

        // What a container had mounted, where it did not end in time; the innermost first.
        Shell($"grep -o ' {Folder}[^ ]*' /proc/self/mounts | sort -ru | xargs -r umount -l");
    }

    private static void End(Process daemon)
    {
        Try(() => Machine.Run(string.Empty, "kill", daemon.Id.ToString(CultureInfo.InvariantCulture)));
        if (!daemon.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit(TimeSpan.FromSeconds(30));
        }

        daemon.Dispose();
    }

    private static void Shell(string script) => Try(() => Machine.Run(string.Empty, "sh", "-c", script));

    private void Start(string program, params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(program));
        daemons.Add(Process.Start("nsenter", [$"--net=/run/netns/{Network}", "sh", "-c", $"exec {command} > {Folder}/{program}.log 2>&1"]));
    }

    private async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Patience || daemons.Exists(daemon => daemon.HasExited))
            {
                Assert.Fail(string.Join('\n', Directory.GetFiles(Folder, "*.log").Select(File.ReadAllText)));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }
}
