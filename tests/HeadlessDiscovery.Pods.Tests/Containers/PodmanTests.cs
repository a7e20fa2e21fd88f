namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>Containers that share a network alias of Podman, by its own server, aardvark-dns.</summary>
[Collection(Engines)]
public sealed class PodmanTests() : ContainerTests(TimeSpan.FromMinutes(9))
{
    private const string Service = "web";
    private const string Network = "shop";
    private const string Subnet = "10.89.5.";
    private const string Server = $"{Subnet}1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Two refreshes of 30 s, a lookup that times out, and the hold.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(6);

    private PodmanEngine? podman;

    [Fact]
    public async Task An_alias_is_the_list_of_its_containers()
    {
        PodmanEngine.Require();
        podman = await PodmanEngine.StartAsync(Token);
        podman.Run("network", "create", "--subnet", $"{Subnet}0/24", Network);
        var clientContainer = Start("client", "client");
        var resolvConf = podman.Run("exec", "client", Busybox, "cat", "/etc/resolv.conf") + "\n";
        Assert.StartsWith($"search dns.podman\nnameserver {Server}\n", resolvConf, StringComparison.Ordinal);
        ResolvConf = podman.Beside("resolv.conf");
        await File.WriteAllTextAsync(ResolvConf, resolvConf, Token);
        int[] containers = [.. Enumerable.Range(1, 3).Select(Start)];

        var client = Ask(clientContainer, Service);
        var second = Ask(clientContainer, "web-2");
        Replica[] peers = [.. containers.Select(container => Ask(container, Service))];
        await UntilAsync(() => client.Peers.Length == 3 && peers.All(peer => peer is { Self: "present", Peers.Length: 2 }), Patience);
        await UntilAsync(() => second.Peers is [var only] && only == Address(containers[1], Subnet), Patience);

        Assert.Equal("NoError 3 ttl 86400", Answer(clientContainer, Server, "web.dns.podman", "A"));
        Assert.Equal("NoError 0", Answer(clientContainer, Server, "web.dns.podman", "AAAA"));
        Assert.Equal("NotExistentDomain 0", Answer(clientContainer, Server, "nothing.dns.podman", "A"));

        peers[0].Dispose();
        podman.Run("rm", "-f", "-t", "0", "web-1");
        var fourth = Ask(Start(4), Service);
        await UntilAsync(() => client.Peers.Length == 3 && new[] { peers[1], peers[2], fourth }.All(peer => peer is { Self: "present", Peers.Length: 2 }), Patience);

        // It may wait for the host's name server first, and then the list is stale. Its NXDOMAIN has no SOA record, and counts (E-3).
        new List<Replica> { peers[1], peers[2], fourth }.ForEach(peer => peer.Dispose());
        podman.Run("rm", "-f", "-t", "0", "web-2", "web-3", "web-4");
        await UntilAsync(() => client is { IsStale: false, Peers.Length: 0 }, LongPatience);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        podman?.Dispose();
    }

    private int Start(int number) => Start($"web-{number}", Service);

    private int Start(string container, string alias)
    {
        podman!.Run("run", "-d", "--name", container, "--network", Network, "--network-alias", alias, PodmanEngine.Image, Busybox, "sleep", "100000");
        return podman.Process(container);
    }
}
