using System.Net;
using System.Text.Json;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>The Dockerfiles of the documentation, built as they are, and run: pods of the one find each other by Docker's DNS, and the other lists them.</summary>
[Collection(ImageBuilds.Name)]
public sealed class DockerfileTests() : ContainerTests(TimeSpan.FromMinutes(14))
{
    private const string Service = "prices";
    private const string Tool = "headless-peers:0.1.0";
    private const string Cache = "peer-cache:0.1.0";

    private DockerEngine? docker;

    [Fact]
    public async Task They_build_and_their_containers_find_each_other()
    {
        DockerEngine.Require();
        docker = await DockerEngine.StartAsync(Token);
        BaseImages.Import(docker, "src/HeadlessDiscovery.Tool", "docs/samples/PeerCache");
        Build("docs/kubernetes/Dockerfile", Tool);
        Build("docs/samples/PeerCache/Dockerfile", Cache);

        docker.Run("network", "create", "shop");
        int[] pods = [.. Enumerable.Range(1, 3).Select(Start)];
        await UntilAsync(() => pods.All(pod => Peers(pod)?.Length == 2), TimeSpan.FromMinutes(1));

        using var resolved = JsonDocument.Parse(docker.Run("run", "--rm", "--network", "shop", Tool, "resolve", Service, "-o", "json"));
        Assert.Equal(
            pods.Select(pod => Address(pod, "172.")).Order(StringComparer.Ordinal),
            resolved.RootElement.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("address").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal("64198", docker.Run("inspect", "-f", "{{.Config.User}}", Tool).Split(':')[0]);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        docker?.Dispose();
    }

    private void Build(string file, string image) => Machine.Run(
        string.Empty,
        "env",
        // Debian's engine has this builder; a newer command line would ask for one that is no part of it.
        ["DOCKER_BUILDKIT=0", "docker", "-H", docker!.Socket, "build", "-q", "-f", Path.Combine(BaseImages.Clone, file), "-t", image, "--build-arg", $"SDK_IMAGE={BaseImages.Sdk}", "--build-arg", $"RUNTIME_IMAGE={BaseImages.Runtime}", BaseImages.Clone]);

    private int Start(int number)
    {
        var name = $"shop-{Service}-{number}";
        docker!.Run("run", "-d", "--name", name, "--network", "shop", "--network-alias", Service, "-e", $"HeadlessPeers__ServiceName={Service}", "-e", "PeerBackplane__Secret=a-secret-of-at-least-32-characters", "-e", "Prices__Folder=/tmp", Cache);
        return Assert.Single(docker.Processes($"{name}$"));
    }

    /// <summary>What a pod's own endpoint lists, or null while it does not serve.</summary>
    private static string[]? Peers(int pod)
    {
        try
        {
            using var answer = JsonDocument.Parse(Machine.Run(string.Empty, "nsenter", "-t", $"{pod}", "-n", "curl", "-sf", "-m", "3", $"http://{IPAddress.Loopback}:8080/peers"));
            return [.. answer.RootElement.GetProperty("peers").EnumerateArray().Select(peer => peer.GetString()!)];
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
