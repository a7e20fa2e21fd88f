using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>What docker compose makes of a service, by Docker's own commands: containers named <c>PROJECT-SERVICE-NUMBER</c> on the project's network, with the service's name as an alias.</summary>
[Collection(Engines)]
public sealed class ComposeTests() : ContainerTests(TimeSpan.FromMinutes(4))
{
    private const string Service = "web";
    private const string Network = "shop_default";
    private const string Subnet = "172.30.0.";
    private const string Server = "127.0.0.11";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private DockerEngine? docker;

    [Fact]
    public async Task A_service_is_the_list_of_its_containers_and_a_container_name_is_one()
    {
        DockerEngine.Require();
        docker = await DockerEngine.StartAsync(Token);
        docker.Run("network", "create", "--subnet", $"{Subnet}0/24", Network);
        var clientContainer = Start("shop-client-1", "client");
        ResolvConf = docker.Beside("resolv.conf");
        await File.WriteAllTextAsync(ResolvConf, docker.Run("exec", "shop-client-1", Busybox, "cat", "/etc/resolv.conf") + "\n", Token);
        int[] containers = [.. Enumerable.Range(1, 3).Select(Start)];

        var client = Ask(clientContainer, Service);
        var second = Ask(clientContainer, "shop-web-2");
        Replica[] peers = [.. containers.Select(container => Ask(container, Service))];
        await UntilAsync(() => client.Peers.Length == 3 && peers.All(peer => peer is { Self: "present", Peers.Length: 2 }), Patience);
        await UntilAsync(() => second.Peers is [var only] && only == Address(containers[1], Subnet), Patience);

        Assert.Equal("NoError 3 ttl 600", Answer(clientContainer, Server, Service, "A"));
        Assert.Equal("NoError 0", Answer(clientContainer, Server, Service, "AAAA"));

        peers[0].Dispose();
        docker.Run("rm", "-f", "shop-web-1");
        var fourth = Ask(Start(4), Service);
        await UntilAsync(() => client.Peers.Length == 3 && new[] { peers[1], peers[2], fourth }.All(peer => peer is { Self: "present", Peers.Length: 2 }), Patience);

        // Docker's server has no negative answer of its own: it queries the host's servers, and there are none.
        new List<Replica> { peers[1], peers[2], fourth }.ForEach(peer => peer.Dispose());
        docker.Run("rm", "-f", "shop-web-2", "shop-web-3", "shop-web-4");
        await UntilAsync(() => client.IsStale, Patience);
        Assert.Equal(3, client.Peers.Length);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        docker?.Dispose();
    }

    private int Start(int number) => Start($"shop-{Service}-{number}", Service);

    private int Start(string container, string service)
    {
        docker!.Run("run", "-d", "--name", container, "--network", Network, "--network-alias", service, DockerEngine.Image, Busybox, "sleep", "100000");
        return Assert.Single(docker.Processes($"{container}$"));
    }
}
