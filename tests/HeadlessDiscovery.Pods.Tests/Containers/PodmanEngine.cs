using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>Podman with netavark and aardvark-dns, in a network namespace with a <c>/run</c> of its own, and an image made of one static busybox.</summary>
internal sealed class PodmanEngine : IDisposable
{
    public const string Image = "tests-busybox";

    private const string AptGet = "apt-get install -y --no-install-recommends podman netavark aardvark-dns runc busybox-static";
    private const string Busybox = "/bin/busybox";
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

    private static readonly Lazy<string?> Problem = new(Find);

    private readonly string name = $"{PodNetwork.Prefix}-podman";
    private readonly string folder = Directory.CreateTempSubdirectory("hdtest-podman-").FullName;
    private readonly Lock gate = new();
    private readonly PosixSignalRegistration terminated;
    private Process? holder;
    private bool isDisposed;

    private PodmanEngine()
    {
        terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Dispose());
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public static void Require()
    {
        Machine.Require();
        Machine.Require(Problem.Value);
    }

    public static async Task<PodmanEngine> StartAsync(CancellationToken cancellationToken)
    {
        var engine = new PodmanEngine();
        try
        {
            await engine.HoldAsync(cancellationToken);
            engine.MakeImage();
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Runs Podman, and returns what it wrote.</summary>
    public string Run(params string[] arguments) => Machine.Run(
        string.Empty,
        "nsenter",
        ["-t", $"{holder!.Id}", "-n", "-m", "env", $"CONTAINERS_CONF={folder}/containers.conf", "podman", "--root", $"{folder}/root", "--runroot", $"{folder}/state", "--tmpdir", $"{folder}/tmp", "--network-config-dir", $"{folder}/networks", "--storage-driver", "vfs", .. arguments]).Trim();

    /// <summary>The process of a running container.</summary>
    public int Process(string container) => int.Parse(Run("inspect", "-f", "{{.State.Pid}}", container), CultureInfo.InvariantCulture);

    /// <summary>A path beside the engine's own files.</summary>
    public string Beside(string file) => Path.Combine(folder, file);

    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
            if (holder is not null)
            {
                // With the last container of its networks aardvark-dns ends.
                Try(() => Run("rm", "-fa", "-t", "0"));
                holder.Kill();
                holder.WaitForExit(TimeSpan.FromSeconds(30));
                holder.Dispose();
            }

            Directory.Delete(folder, recursive: true);
            Try(() => Machine.Run(string.Empty, "ip", "netns", "del", name));
        }

        terminated.Dispose();
    }

    private static string? Find()
    {
        try
        {
            foreach (var program in (string[])["podman", "/usr/lib/podman/netavark", "/usr/lib/podman/aardvark-dns", "runc"])
            {
                Machine.Run(string.Empty, program, "--version");
            }

            return File.Exists(Busybox) ? null : $"{Busybox} is missing. To run this test: {AptGet}";
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            return $"{missing.Message} To run this test: {AptGet}";
        }
    }

    // A mount namespace lasts as long as a process in it.
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        Machine.Run(string.Empty, "ip", "netns", "add", name);
        Machine.Run(string.Empty, "ip", "-netns", name, "link", "set", "lo", "up");
        await File.WriteAllTextAsync($"{folder}/containers.conf", Configuration, cancellationToken);
        holder = System.Diagnostics.Process.Start(new ProcessStartInfo("nsenter", [$"--net=/run/netns/{name}", "unshare", "--mount", "sh", "-c", Script]) { RedirectStandardOutput = true })!;
        Assert.Equal(Ready, await holder.StandardOutput.ReadLineAsync(cancellationToken));
    }

    private void MakeImage()
    {
        var tree = Directory.CreateDirectory(Path.Combine(folder, "tree/bin")).FullName;
        File.Copy(Busybox, Path.Combine(tree, "busybox"));
        Machine.Run(string.Empty, "tar", "-C", $"{folder}/tree", "-cf", $"{folder}/image.tar", ".");
        Run("import", $"{folder}/image.tar", Image);
    }

    // What cleans up may fail.
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException)
        {
        }
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
