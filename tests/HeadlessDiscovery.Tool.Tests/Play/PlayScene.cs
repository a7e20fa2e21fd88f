using System.Net;
using HeadlessDiscovery.Tool.Commands.Play;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Play;

/// <summary>The cluster of <c>play</c> with the commands that change it, and the tool in another terminal.</summary>
internal sealed class PlayScene : IAsyncDisposable
{
    private readonly PlayVerbs verbs;

    private PlayScene(PlayCluster cluster)
    {
        Cluster = cluster;
        verbs = new PlayVerbs(cluster, TimeProvider.System, Words.English);
    }

    public PlayCluster Cluster { get; }

    public static async Task<PlayScene> StartAsync() => new(await PlayCluster.StartAsync(
        new PlayPlan("orders-headless", "shop", 4, TimeSpan.FromSeconds(5), 5000, new IPEndPoint(IPAddress.Loopback, 0), null),
        TimeProvider.System,
        TestContext.Current.CancellationToken));

    public Task TypeAsync(string line)
    {
        var words = line.Split(' ');
        return verbs.RunAsync(words[0], words[1..], TestContext.Current.CancellationToken);
    }

    public Task<ToolRun> RunAsync(string command, params string[] options) => new ToolRun.Terminal().RunAsync(
        new ResolverSource(),
        [command, "orders-headless", "--server", Cluster.NameServer, "--resolv-conf", Cluster.ResolvConfPath, "--client", "--family", "v4", .. options]);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
