using HeadlessDiscovery.Walk.Tests.Typing;

namespace HeadlessDiscovery.Walk.Tests.Cluster;

/// <summary>What a command must show of the cluster of <see cref="ClusterScene"/>, where all is well.</summary>
/// <param name="Command">A text in the command; the first row that has it counts.</param>
/// <param name="Check">Looks at what was printed or written.</param>
internal sealed record Truth(string Command, Action<Printed, ClusterScene> Check)
{
    private static readonly string[] Peers = [.. ClusterScene.Addresses.Skip(1)];

    private static IReadOnlyList<Truth> Table { get; } =
    [
        new("ping -c1", (_, scene) => Assert.Equal(Peers, Lines(scene, "pinged").Order(StringComparer.Ordinal))),
        new("|| echo", (printed, _) => Assert.DoesNotContain("fewer than 3", printed.Output, StringComparison.Ordinal)),
        new("headless-peers resolve", (printed, scene) => NonEmpty.All(Peers, peer => printed.Says($"{peer}:{scene.Port}"))),
        new("| jq -c", (printed, _) => NonEmpty.All(Peers, peer => printed.Says($"\"address\":\"{peer}\""))),
        new("-- ./write-config.sh", (_, scene) => Assert.Equal(string.Join(' ', Peers.Select(peer => $"{peer}:{scene.Port}")), Assert.Single(Lines(scene, "written")))),
        new("headless-peers expand", (printed, _) => printed.Says("orders-headless.shop.svc.cluster.local.")),
        new("headless-peers manifest", (printed, scene) => NonEmpty.All([$"containerPort: {scene.Port}", "clusterIP: None", "name: orders-headless", "orders:1.2"], text => Assert.Contains(text, File.ReadAllText(Path.Combine(scene.Folder, "applied.yaml")), StringComparison.Ordinal))),
        new("> slices.json", (_, scene) => Assert.Contains(Peers[0], File.ReadAllText(Path.Combine(scene.Folder, "slices.json")), StringComparison.Ordinal)),
        new("--endpointslices", (printed, _) => printed.Says("6 endpoints compared with DNS")),
        new("--wait --strict -q", (printed, _) => printed.Says("5 peers")),
        new("headless-peers doctor", (printed, _) => printed.Says("5 peers").Says("ok  port")),
        new("kubectl debug", (printed, _) => printed.Says("5 peers").Says("ok  port")),
    ];

    public static Truth Of(string block, string command) =>
        Table.FirstOrDefault(truth => command.Contains(truth.Command, StringComparison.Ordinal)) ?? throw new InvalidDataException($"{block}: nobody says what '{command}' must show.");

    private static string[] Lines(ClusterScene scene, string file) => File.ReadAllLines(Path.Combine(scene.Folder, file));
}
