using System.ComponentModel;
using System.Runtime.InteropServices;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>An engine in a network namespace of its own, with its files in a temporary folder and an image made of one static busybox.</summary>
internal abstract class ContainerEngine : IDisposable
{
    public const string Image = "tests-busybox";

    private const string Busybox = "/bin/busybox";

    private readonly Lock gate = new();
    private readonly PosixSignalRegistration terminated;
    private bool isDisposed;

    protected ContainerEngine(string kind)
    {
        Network = $"{PodNetwork.Prefix}-{kind}";
        Folder = Directory.CreateTempSubdirectory($"hdtest-{kind}-").FullName;

        // A run that ends early leaves nothing behind. .NET 10 raises no ProcessExit on SIGTERM.
        terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Dispose());
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>The network namespace.</summary>
    protected string Network { get; }

    protected string Folder { get; }

    /// <summary>Runs the engine's command line, and returns what it wrote.</summary>
    public abstract string Run(params string[] arguments);

    /// <summary>An image of a tree of files.</summary>
    /// <param name="tree">The folder that is the root.</param>
    /// <param name="image">Its name.</param>
    /// <param name="environment">What a container's processes find in their environment.</param>
    public void Import(string tree, string image, params string[] environment)
    {
        var archive = Beside("image.tar");
        Machine.Run(string.Empty, "tar", "-C", tree, "-cf", archive, ".");
        Run(["import", .. environment.SelectMany(variable => (string[])["--change", $"ENV {variable}"]), archive, image]);
        File.Delete(archive);
    }

    /// <summary>A path beside the engine's own files.</summary>
    public string Beside(string file) => Path.Combine(Folder, file);

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
            End();
            Directory.Delete(Folder, recursive: true);
            Try(() => Machine.Run(string.Empty, "ip", "netns", "del", Network));
        }

        terminated.Dispose();
    }

    /// <summary>What is missing on this machine; null where nothing is.</summary>
    protected static string? Missing(string packages, params string[] programs)
    {
        var install = $"To run this test: apt-get install -y --no-install-recommends {packages} busybox-static";
        try
        {
            foreach (var program in programs)
            {
                Machine.Run(string.Empty, program, "--version");
            }

            return File.Exists(Busybox) ? null : $"{Busybox} is missing. {install}";
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            return $"{missing.Message} {install}";
        }
    }

    /// <summary>The engine, running and with its image; ended where that fails.</summary>
    protected static async Task<TEngine> StartedAsync<TEngine>(TEngine engine, CancellationToken cancellationToken)
        where TEngine : ContainerEngine
    {
        try
        {
            Machine.Run(string.Empty, "ip", "netns", "add", engine.Network);
            Machine.Run(string.Empty, "ip", "-netns", engine.Network, "link", "set", "lo", "up");
            await engine.BeginAsync(cancellationToken);
            var programs = Directory.CreateDirectory(engine.Beside("tree/bin")).FullName;
            File.Copy(Busybox, Path.Combine(programs, "busybox"));
            engine.Import(engine.Beside("tree"), Image);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Starts what the engine consists of, in the network namespace.</summary>
    protected abstract Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Ends what the engine consists of, as far as it has begun.</summary>
    protected abstract void End();

    /// <summary>What cleans up, or asks whether something runs already, may fail.</summary>
    protected static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
