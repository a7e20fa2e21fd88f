using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Walk.Tests.Clone;
using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.Cluster;

/// <summary>The shell of a pod of <c>orders-headless</c> in the namespace <c>shop</c>, with five others, and of somebody with rights in the cluster.</summary>
internal sealed class ClusterScene : IAsyncDisposable
{
    private readonly HeadlessServiceServer server;
    private readonly TcpListener[] pods;
    private readonly Workplace place = new();

    private ClusterScene(HeadlessServiceServer server, TcpListener[] pods, int port)
    {
        (this.server, this.pods, Port) = (server, pods, port);
        Folder = Directory.CreateDirectory(Path.Combine(place.Root, "here")).FullName;
        Terminal = new Terminal(Folder, place.Environment);
        place.Environment["POD_IP"] = Addresses[0];
        place.Environment["PATH"] = $"{StandIns.Write(place.Root, Folder, server, Repository.Root, CloneCommandTests.Configuration)}:{place.Environment["PATH"]}";
        File.WriteAllText(Path.Combine(Folder, "kept-slices.json"), Slices());
    }

    /// <summary>The pods: this one first.</summary>
    public static IReadOnlyList<string> Addresses { get; } = [.. Enumerable.Range(1, 6).Select(n => $"127.0.96.{n}")];

    /// <summary>Free on every pod, and open on each: it stands for the 5000 of the pages.</summary>
    public int Port { get; }

    public string Folder { get; }

    public Terminal Terminal { get; }

    /// <summary>Every run of the tool: exit code and arguments.</summary>
    public string[] Runs => File.ReadAllLines(Path.Combine(Folder, "runs"));

    public static async Task<ClusterScene> StartAsync(CancellationToken cancellationToken)
    {
        var pods = Listen();
        var port = ((IPEndPoint)pods[0].LocalEndpoint).Port;
        var server = await HeadlessServiceServer.StartAsync("orders-headless", options => (options.Namespace, options.PodPort, options.Ttl) = ("shop", port, TimeSpan.FromSeconds(2)), cancellationToken);
        for (var n = 0; n < Addresses.Count; n++)
        {
            server.AddPod($"orders-{n}", Addresses[n]);
        }

        return new ClusterScene(server, pods, port);
    }

    public async ValueTask DisposeAsync()
    {
        await Terminal.DisposeAsync();
        await server.DisposeAsync();
        foreach (var pod in pods)
        {
            pod.Dispose();
        }

        place.Dispose();
    }

    private static TcpListener[] Listen()
    {
        while (true)
        {
            var listeners = new List<TcpListener>();
            try
            {
                foreach (var address in Addresses)
                {
                    listeners.Add(new TcpListener(IPAddress.Parse(address), listeners.Count == 0 ? 0 : ((IPEndPoint)listeners[0].LocalEndpoint).Port));
                    listeners[^1].Start();
                }

                return [.. listeners];
            }
            catch (SocketException)
            {
                // Taken on one of them: the next number.
                listeners.ForEach(listener => listener.Dispose());
            }
        }
    }

    // As kubectl prints them.
    private string Slices() => JsonSerializer.Serialize(new
    {
        apiVersion = "v1",
        kind = "List",
        items = new[]
        {
            new
            {
                apiVersion = "discovery.k8s.io/v1",
                kind = "EndpointSlice",
                addressType = "IPv4",
                metadata = new { name = "orders-headless-x2kq8", @namespace = "shop", labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "orders-headless" } },
                endpoints = Addresses.Select((address, n) => new
                {
                    addresses = new[] { address },
                    hostname = $"orders-{n}",
                    conditions = new { ready = true, serving = true, terminating = false },
                    targetRef = new { kind = "Pod", name = $"orders-{n}", @namespace = "shop" },
                }),
                ports = new[] { new { name = "peer", port = Port, protocol = "TCP" } },
            },
        },
    });
}
