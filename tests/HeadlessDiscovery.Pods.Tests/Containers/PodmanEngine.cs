using System.Diagnostics;
using System.Globalization;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>Podman with netavark and aardvark-dns, and a <c>/run</c> of its own.</summary>
internal sealed class PodmanEngine() : ContainerEngine("podman")
{
    private const string Ready = "ready";

    // aardvark-dns keeps its files in /run whatever Podman is told. A container's resolv.conf lists the host's name servers too: here one to which no route leads.
    private const string Script = """
        set -e
        conf=$(readlink -f /etc/resolv.conf)
        mount -t tmpfs tmpfs /run
        mkdir -p "$(dirname "$conf")"
        [ -e "$conf" ] || : > "$conf"
        echo nameserver 192.0.2.53 > /run/resolv.conf
        mount --bind /run/resolv.conf "$conf"
        echo ready
        exec sleep infinity
        """;

    // The limits of Podman's own default are more than a container's root may set.
    private const string Configuration = """
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
        [engine]
        cgroup_manager = "cgroupfs"
        events_logger = "file"
        runtime = "runc"
        [network]
        network_backend = "netavark"
        """;

    private static readonly Lazy<string?> Problem = new(static () => Missing("podman netavark aardvark-dns runc", "podman", "/usr/lib/podman/netavark", "/usr/lib/podman/aardvark-dns", "runc"));

    private Process? holder;

    public static void Require()
    {
        Machine.Require();
        Prerequisite.Require(Problem.Value);
    }

    public static Task<PodmanEngine> StartAsync(CancellationToken cancellationToken) => StartedAsync(new PodmanEngine(), cancellationToken);

    public override string Run(params string[] arguments) => Machine.Run(
        string.Empty,
        "nsenter",
        ["-t", $"{holder!.Id}", "-n", "-m", "env", $"CONTAINERS_CONF={Folder}/containers.conf", "podman", "--root", $"{Folder}/root", "--runroot", $"{Folder}/state", "--tmpdir", $"{Folder}/tmp", "--network-config-dir", $"{Folder}/networks", "--storage-driver", "vfs", .. arguments]).Trim();

    /// <summary>The process of a running container.</summary>
    public int Process(string container) => int.Parse(Run("inspect", "-f", "{{.State.Pid}}", container), CultureInfo.InvariantCulture);

    // A mount namespace lasts as long as a process in it.
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync($"{Folder}/containers.conf", Configuration, cancellationToken);
        holder = System.Diagnostics.Process.Start(new ProcessStartInfo("nsenter", [$"--net=/run/netns/{Network}", "unshare", "--mount", "sh", "-c", Script]) { RedirectStandardOutput = true })!;
        Assert.Equal(Ready, await holder.StandardOutput.ReadLineAsync(cancellationToken));
    }

    protected override void End()
    {
        if (holder is null)
        {
            return;
        }

        // With the last container of its networks aardvark-dns ends.
        Try(() => Run("rm", "-fa", "-t", "0"));
        holder.Kill();
        holder.WaitForExit(TimeSpan.FromSeconds(30));
        holder.Dispose();
    }
}
