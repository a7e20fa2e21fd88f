using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>
/// Docker Engine in a network namespace of its own, with its data and sockets in a temporary folder and an image made of one static busybox.
/// </summary>
/// <remarks>Entered with <c>nsenter --net</c>: under <c>ip netns exec</c>, which mounts another /sys, Docker finds no cgroups.</remarks>
internal sealed class DockerEngine : IDisposable
{
    public const string Image = "tests-busybox";

    private const string AptGet = "apt-get install -y --no-install-recommends docker.io busybox-static";
    private const string Busybox = "/bin/busybox";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Lazy<string?> Problem = new(Find);

    private readonly string name = $"{PodNetwork.Prefix}-docker";
    private readonly string folder = Directory.CreateTempSubdirectory("hdtest-docker-").FullName;
    private readonly List<Process> daemons = [];
    private readonly Lock gate = new();
    private readonly PosixSignalRegistration terminated;
    private bool isDisposed;

    private DockerEngine()
    {
        // A run that ends early leaves nothing behind. .NET 10 raises no ProcessExit on SIGTERM.
        terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Dispose());
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public string Socket => $"unix://{folder}/docker.sock";

    public static void Require()
    {
        Machine.Require();
        Machine.Require(Problem.Value);
    }

    public static async Task<DockerEngine> StartAsync(CancellationToken cancellationToken)
    {
        var engine = new DockerEngine();
        try
        {
            await engine.StartDaemonsAsync(cancellationToken);
            engine.MakeImage();
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Runs the command line of Docker, and returns what it wrote.</summary>
    public string Run(params string[] arguments) => Machine.Run(string.Empty, "docker", ["-H", Socket, .. arguments]).Trim();

    /// <summary>An image of a tree of files.</summary>
    /// <param name="tree">The folder that is the root.</param>
    /// <param name="image">Its name.</param>
    /// <param name="environment">What a container's processes find in their environment.</param>
    public void Import(string tree, string image, params string[] environment)
    {
        var archive = Path.Combine(folder, "image.tar");
        Machine.Run(string.Empty, "tar", "-C", tree, "-cf", archive, ".");
        Run(["import", .. environment.SelectMany(variable => (string[])["--change", $"ENV {variable}"]), archive, image]);
        File.Delete(archive);
    }

    /// <summary>The process of each running container whose name begins so.</summary>
    public int[] Processes(string prefix)
    {
        var ids = Run("ps", "-q", "--no-trunc", "-f", $"name=^{prefix}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length == 0 ? [] : [.. Run(["inspect", "-f", "{{.State.Pid}}", .. ids]).Split('\n').Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];
    }

    /// <summary>A path beside the engine's own files.</summary>
    public string Beside(string name) => Path.Combine(folder, name);

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
            Try("sh", "-c", $"docker -H {Socket} service rm $(docker -H {Socket} service ls -q); docker -H {Socket} rm -f $(docker -H {Socket} ps -aq); docker -H {Socket} swarm leave --force");
            foreach (var daemon in Enumerable.Reverse(daemons))
            {
                End(daemon);
            }

            // What a container had mounted, where it did not end in time; the innermost first.
            Try("sh", "-c", $"grep -o ' {folder}[^ ]*' /proc/self/mounts | sort -ru | xargs -r umount -l");
            Directory.Delete(folder, recursive: true);
            Try("ip", "netns", "del", name);
        }

        terminated.Dispose();
    }

    private static string? Find()
    {
        try
        {
            foreach (var program in (string[])["dockerd", "containerd", "docker"])
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

    private async Task StartDaemonsAsync(CancellationToken cancellationToken)
    {
        Machine.Run(string.Empty, "ip", "netns", "add", name);
        Machine.Run(string.Empty, "ip", "-netns", name, "link", "set", "lo", "up");
        Start("containerd", "--root", $"{folder}/containerd", "--state", $"{folder}/containerd-state", "--address", $"{folder}/containerd.sock");
        await UntilAsync(() => File.Exists($"{folder}/containerd.sock"), cancellationToken);

        // No route leads to the outside server: about a name that it does not know Docker's own one has nothing to say.
        Start("dockerd", "--containerd", $"{folder}/containerd.sock", "--data-root", $"{folder}/docker", "--exec-root", $"{folder}/docker-state", "--pidfile", $"{folder}/docker.pid", "--host", Socket, "--dns", "192.0.2.53");
        await UntilAsync(() => Try("docker", "-H", Socket, "info"), cancellationToken);
    }

    private void MakeImage()
    {
        var tree = Directory.CreateDirectory(Path.Combine(folder, "tree/bin")).FullName;
        File.Copy(Busybox, Path.Combine(tree, "busybox"));
        Import($"{folder}/tree", Image);
    }

    private void Start(string program, params string[] arguments)
    {
        var log = $"{folder}/{program}.log";
        var command = string.Join(' ', arguments.Prepend(program));
        daemons.Add(Process.Start("nsenter", [$"--net=/run/netns/{name}", "sh", "-c", $"exec {command} > {log} 2>&1"]));
    }

    private async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Patience || daemons.Exists(daemon => daemon.HasExited))
            {
                Assert.Fail(string.Join('\n', Directory.GetFiles(folder, "*.log").Select(File.ReadAllText)));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private static void End(Process daemon)
    {
        Try("kill", daemon.Id.ToString(CultureInfo.InvariantCulture));
        if (!daemon.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit(TimeSpan.FromSeconds(30));
        }

        daemon.Dispose();
    }

    // What cleans up, or asks whether it runs already, may fail.
    private static bool Try(string program, params string[] arguments)
    {
        try
        {
            Machine.Run(string.Empty, program, arguments);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
