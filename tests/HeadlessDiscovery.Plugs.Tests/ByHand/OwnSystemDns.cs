using System.Runtime.CompilerServices;
using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Plugs.Tests.ByHand;

/// <summary>Runs the tests of a class in one process that has its own system DNS, and gives each its result.</summary>
public sealed class OwnSystemDns
{
    /// <summary>The processes of all runs of a test together; what a test does takes a fifth of it at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(250);

    private static readonly Lazy<Task<(int Code, string Output)>> Child = new(RunAsync);

    /// <summary>What a test does, in that process; elsewhere its result there.</summary>
    internal static async Task RunAsync(Func<Scene, Task> test, CancellationToken token, [CallerMemberName] string name = "")
    {
        if (SystemDns.IsHere)
        {
            await using var scene = await Scene.StartAsync(token);
            await test(scene);
            return;
        }

        Prerequisite.Require(OperatingSystem.IsLinux() ? null : "Namespaces exist on Linux only.");
        var (code, output) = await Child.Value;
        if (code != 0 && !output.Contains(nameof(ByHandTests), StringComparison.Ordinal))
        {
            Prerequisite.Require($"This machine gives no process a network and a resolv.conf of its own: {output}");
        }

        Assert.True(output.Contains($"passed {typeof(ByHandTests).FullName}.{name} ", StringComparison.Ordinal), output);
    }

    private static async Task<(int Code, string Output)> RunAsync()
    {
        using var limit = new CancellationTokenSource(Longest);
        return await SystemDns.RunAsync(isCaptured: true, limit.Token, "--filter-class", typeof(ByHandTests).FullName!, "--output", "Detailed", "--no-ansi", "--progress", "off");
    }
}

/// <summary>A DNS server that the system queries, and pods that it may list.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly Dictionary<int, ServedPod> pods = [];

    private Scene(HeadlessServiceServer dns, CancellationToken token) => (Dns, Token) = (dns, token);

    public HeadlessServiceServer Dns { get; }

    public PodNetwork Network { get; } = new(90);

    public CancellationToken Token { get; }

    public static async Task<Scene> StartAsync(CancellationToken token) => new(await SystemDns.StartAsync(TimeSpan.FromSeconds(1), token), token);

    public async Task ServeAsync(params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            pods.Add(number, await ServedPod.StartAsync(number, Network, Token));
        }
    }

    /// <summary>Exactly these are listed.</summary>
    public void List(params IEnumerable<int> numbers) => Dns.Service.SetPods([.. numbers.Select(Network.AddressOf)]);

    /// <summary>Their processes are killed.</summary>
    public async Task KillAsync(params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            await pods[number].DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(pods.Keys);
        await Dns.DisposeAsync();
    }
}
