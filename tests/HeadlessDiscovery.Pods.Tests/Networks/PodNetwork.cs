using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using HeadlessDiscovery.Pods.Tests.Programs;
using HeadlessDiscovery.Pods.Tests.Watching;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>A cluster of one service: a bridge in a namespace of its own, and the pods and servers on it. No route leads out of it.</summary>
internal sealed class PodNetwork : IDisposable
{
    public const string Service = "orders";
    public const string DnsAddress = "10.96.0.10";

    /// <summary>What NodeLocal DNSCache listens on, on each node (its manifest in kubernetes/kubernetes).</summary>
    public const string NodeLocalAddress = "169.254.20.10";

    /// <summary>What the names of this run's namespaces begin with.</summary>
    public static readonly string Prefix = $"hdtest{Environment.ProcessId}";

    private const string Subnet = "16";
    private const string ClusterRange = "10.96.0.0/16";
    private const string NodeLocalRange = "169.254.0.0/16";

    // One of the two is the range of the host's own address, whose route is there already and goes first.
    private static readonly string Routes = string.Concat(new[] { ClusterRange, NodeLocalRange }.Select(range => $"route add {range} dev eth0 metric 1000\n"));

    private static readonly ConcurrentDictionary<PodNetwork, bool> Open = new();

    // Held, because a registration that is collected ends. .NET 10 raises no ProcessExit on SIGTERM.
    private static readonly PosixSignalRegistration Terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static _ => DisposeAll());

    private static int networks;
    private static volatile bool isEnding;

    private readonly Lock gate = new();
    private readonly Stack<IDisposable> owned = new();
    private readonly string name = $"{Prefix}-{Interlocked.Increment(ref networks)}";
    private readonly List<Pod> pods = [];
    private readonly HashSet<string> gone = [];
    private Host? node;
    private int hosts;
    private int started;
    private bool isDisposed;

    // A run that ends early leaves nothing behind; Ctrl+C cancels the tests, which end as usual.
    static PodNetwork() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => DisposeAll();

    private PodNetwork() => Open.TryAdd(this, true);

    /// <summary>The addresses that DNS names.</summary>
    public IReadOnlyCollection<string> Ready { get; private set; } = [];

    public static PodNetwork Create()
    {
        Machine.Require();
        var network = new PodNetwork();
        try
        {
            network.node = network.Own(() => new Host($"{network.name}-node", string.Empty, string.Empty));
            Machine.Run("link set lo up\nlink add bridge0 type bridge\nlink set bridge0 up\n", "ip", "-netns", network.node.Name, "-batch", "-");
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>What kubelet writes into a pod.</summary>
    public static string ResolvConf(params string[] nameServers) => new StringBuilder()
        .AppendJoin('\n', nameServers.Select(server => $"nameserver {server}"))
        .Append("\nsearch default.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n")
        .ToString();

    public Task<LineServer> DnsAsync(CancellationToken cancellationToken, string address = DnsAddress) =>
        ServerAsync(address, [DnsProgram.Word, address], cancellationToken);

    public Task<LineServer> RelayAsync(string address, CancellationToken cancellationToken) =>
        ServerAsync(address, [RelayProgram.Word, address, DnsAddress], cancellationToken);

    /// <summary>Starts pods, and waits until their programs run; DNS does not name them yet.</summary>
    public Task<Pod[]> StartAsync(int count, CancellationToken cancellationToken, string[]? nameServers = null) =>
        StartAsync(count, nameServers ?? [DnsAddress], _ => Task.CompletedTask, cancellationToken);

    /// <summary>The same, on nodes of their own whose systemd-resolved is their name server and asks the cluster's DNS.</summary>
    public Task<Pod[]> StartResolvedAsync(int count, CancellationToken cancellationToken) =>
        StartAsync(count, [Resolved.StubAddress], host => Own(() => new Resolved(host)).ListensAsync(cancellationToken), cancellationToken);

    /// <summary>Says to a server who is ready.</summary>
    public async Task PublishAsync(LineServer dns, CancellationToken cancellationToken, params IEnumerable<Pod> ready)
    {
        var addresses = ready.Select(pod => pod.Address).ToArray();
        gone.UnionWith(Ready.Except(addresses));
        Ready = addresses;
        await dns.TellAsync($"{DnsProgram.Pods} {string.Join(' ', addresses)}", cancellationToken);
    }

    /// <summary>Kills a pod's process, as the end of its grace period does.</summary>
    public void End(params IEnumerable<Pod> ended)
    {
        foreach (var pod in ended)
        {
            AssertHonest(pod);
            pods.Remove(pod);
            pod.Dispose();
        }
    }

    /// <summary>Waits until all pods, or those that are named, see exactly who is ready, with one fingerprint. Nobody may have removed anybody else on the way.</summary>
    public async Task AgreeAsync(CancellationToken cancellationToken, params Pod[] who)
    {
        var asked = who.Length > 0 ? who : [.. pods];
        await UntilAsync(() => asked.All(pod => pod.Sees(Ready)) && asked.Select(pod => pod.Last!.Fingerprint).Distinct().Count() == 1, cancellationToken);
        NonEmpty.All(pods, AssertHonest);
    }

    public async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            if (cancellationToken.IsCancellationRequested || pods.Exists(pod => pod.HasExited))
            {
                Assert.Fail($"Ready: {string.Join(' ', Ready)}\n{string.Join('\n', pods)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    /// <summary>Ends the processes and deletes the namespaces, whatever of them there is.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            while (owned.TryPop(out var last))
            {
                last.Dispose();
            }
        }

        Open.TryRemove(this, out _);
    }

    private static void DisposeAll()
    {
        isEnding = true;
        foreach (var network in Open.Keys)
        {
            network.Dispose();
        }
    }

    private async Task<Pod[]> StartAsync(int count, string[] nameServers, Func<Host, Task> prepare, CancellationToken cancellationToken)
    {
        var resolvConf = ResolvConf(nameServers);
        var more = new List<Pod>();
        for (var i = 0; i < count; i++)
        {
            var host = AddHost($"10.96.1.{++started}", resolvConf);
            await prepare(host);
            more.Add(Own(() => new Pod(host)));
            pods.Add(more[^1]);
        }

        foreach (var pod in more)
        {
            await UntilAsync(() => pod.Last is not null, cancellationToken);
        }

        return [.. more];
    }

    private void AssertHonest(Pod pod) => Assert.Subset(gone, pod.Story.SelectMany(told => told.Removed).ToHashSet());

    private async Task<LineServer> ServerAsync(string address, string[] arguments, CancellationToken cancellationToken)
    {
        var server = Own(() => new LineServer(AddHost(address, ResolvConf(DnsAddress)), arguments));
        await server.DoneAsync(cancellationToken);
        return server;
    }

    private Host AddHost(string address, string resolvConf)
    {
        var number = ++hosts;
        var host = Own(() => new Host($"{name}-{number}", address, resolvConf));
        Machine.Run($"link add veth{number} type veth peer name eth0 netns {host.Name}\nlink set veth{number} master bridge0 up\n", "ip", "-netns", node!.Name, "-batch", "-");
        Machine.Run($"link set lo up\naddress add {address}/{Subnet} dev eth0\nlink set eth0 up\n{Routes}", "ip", "-netns", host.Name, "-batch", "-");
        return host;
    }

    // Nothing may be made any more once the end of the run has taken everything away.
    private T Own<T>(Func<T> make)
        where T : IDisposable
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed || isEnding, this);
            var made = make();
            owned.Push(made);
            return made;
        }
    }
}
