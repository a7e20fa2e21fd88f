using System.Net;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>The cluster: its DNS server, its pods, and the faults that are on. Used by one command after the other.</summary>
internal sealed class PlayCluster : IAsyncDisposable
{
    private readonly HeadlessServiceServer server;
    private readonly List<PlayPod> pods = [];
    private readonly List<(string Name, int Times, DnsFault Fault)> faults = [];
    private string? written;
    private int made;

    private PlayCluster(HeadlessServiceServer server)
    {
        this.server = server;
        ResolvConfText = File.ReadAllText(server.ResolvConfPath);
    }

    public ClusterService Service => server.Service;

    public string NameServer => server.NameServer;

    public string ResolvConfPath => written ?? server.ResolvConfPath;

    public string ResolvConfText { get; }

    public bool IsServing => server.IsRunning;

    public int Queries => server.Questions.Count;

    public IReadOnlyList<PlayPod> Pods => pods;

    /// <summary>The faults that are on: one for a number of queries is off after them.</summary>
    public IEnumerable<string> Faults => faults.Where(fault => fault.Fault.Used < fault.Times).Select(fault => fault.Name);

    /// <exception cref="System.Net.Sockets.SocketException">The address or the port cannot be listened on.</exception>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public static async Task<PlayCluster> StartAsync(PlayPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = await HeadlessServiceServer.StartAsync(
            plan.Service,
            options =>
            {
                options.Namespace = plan.Namespace;
                options.Ttl = plan.Ttl;
                options.PodPort = plan.Port;
                options.Address = plan.Listen.Address;
                options.Port = plan.Listen.Port;
                options.TimeProvider = time;
            },
            cancellationToken).ConfigureAwait(false);
        var cluster = new PlayCluster(server);
        try
        {
            cluster.Write(plan.ResolvConf);
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        for (var pod = 0; pod < plan.Pods; pod++)
        {
            cluster.Add(null, null);
        }

        return cluster;
    }

    public bool Has(string name) => pods.Any(pod => pod.Name == name);

    public bool Has(IPAddress address) => pods.Any(pod => pod.Pod.Addresses.Contains(address));

    /// <summary>Adds a ready pod.</summary>
    /// <param name="hostName">As a StatefulSet gives it; <see langword="null"/> for none.</param>
    /// <param name="address"><see langword="null"/> for the next free one.</param>
    public void Add(string? hostName, IPAddress? address)
    {
        string[] given = [.. new[] { hostName, address?.ToString() }.OfType<string>()];
        var pod = server.AddPod(given);
        pods.Add(new PlayPod(hostName ?? NextName(), pod));
    }

    public void Remove(PlayPod pod)
    {
        pod.Pod.Remove();
        pods.Remove(pod);
    }

    /// <summary>Switches a fault on, for the next queries or until it is switched off.</summary>
    public void Set(string fault, int? times)
    {
        Clear(fault);
        var set = PlayFaults.Set(fault, server.Faults);
        faults.Add((fault, times ?? int.MaxValue, times is { } count ? set.Times(count) : set));
    }

    /// <summary>Switches a fault off, or all of them.</summary>
    public void Clear(string? fault = null)
    {
        foreach (var on in faults.Where(on => fault is null || on.Name == fault).ToArray())
        {
            on.Fault.Dispose();
            faults.Remove(on);
        }
    }

    /// <summary>Stops the DNS server as if it was killed.</summary>
    public Task StopAsync() => server.PauseAsync();

    /// <exception cref="System.Net.Sockets.SocketException">Another process has taken the port.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => server.ResumeAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync().ConfigureAwait(false);
        if (written is not null)
        {
            File.Delete(written);
        }
    }

    // Only a new file: on a machine of its own somebody may mean /etc/resolv.conf.
    private void Write(string? path)
    {
        if (path is null)
        {
            return;
        }

        using (var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write)))
        {
            file.Write(ResolvConfText);
        }

        written = Path.GetFullPath(path);
    }

    private string NextName()
    {
        string name;
        do
        {
            name = $"pod-{++made}";
        }
        while (Has(name));
        return name;
    }
}
