using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Plugs.Tests;

/// <summary>A DNS server on a real socket that fails or is silent, and what each package does then.</summary>
public sealed class OutageTests : SafetyNet
{
    [Theory]
    [InlineData("ServiceDiscovery", false)]
    [InlineData("ServiceDiscovery", true)]
    [InlineData("Grpc", false)]
    [InlineData("Grpc", true)]
    [InlineData("Yarp", false)]
    [InlineData("Yarp", true)]
    public async Task Through_an_outage_the_last_known_pods_are_called_and_what_changed_is_used_after_it(string package, bool isSilent)
    {
        await using var dns = await StartDnsAsync();
        var network = new PodNetwork(91);
        await using var one = await ServedPod.StartAsync(1, network, Token);
        await using var two = await ServedPod.StartAsync(2, network, Token);
        var leaving = dns.AddPod(one.Address);
        dns.AddPod(two.Address);
        await using var way = await StartAsync(package, dns, network);
        await way.UntilAnsweredByAsync(Token, 1, 2);

        var fault = isSilent ? dns.Faults.Drop() : dns.Faults.ServFail();
        await way.Peers.UntilAsync(now => now.IsStale, cancellationToken: Token);
        await using var three = await ServedPod.StartAsync(3, network, Token);
        leaving.Terminate();
        dns.AddPod(three.Address);
        Assert.Equal("pod 1 × 10, pod 2 × 10", await way.SpreadAsync(20, Token));
        Assert.True(way.Peers.Current.IsStale);

        fault.Dispose();
        await way.UntilAnsweredByAsync(Token, 2, 3);
    }

    [Theory]
    [InlineData("ServiceDiscovery")]
    [InlineData("Grpc")]
    [InlineData("Yarp")]
    public async Task A_process_that_starts_in_an_outage_calls_the_pods_when_it_is_over(string package)
    {
        await using var dns = await StartDnsAsync();
        var network = new PodNetwork(92);
        await using var one = await ServedPod.StartAsync(1, network, Token);
        await using var two = await ServedPod.StartAsync(2, network, Token);
        dns.AddPod(one.Address);
        dns.AddPod(two.Address);
        var fault = dns.Faults.Drop();
        await using var way = await StartAsync(package, dns, network);
        var call = way.TryAsync(Token);

        // Each bound of a package is its default: service discovery 5 s; YARP 2 s, which its start took; a call of gRPC has none.
        if (package == "Grpc")
        {
            await dns.Questions.WaitForAsync(3, cancellationToken: Token);
            Assert.False(call.IsCompleted);
            fault.Dispose();
            Assert.StartsWith("pod ", await call, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(package == "Yarp" ? "503" : "NameResolutionError", await call);
            fault.Dispose();
        }

        await way.UntilAnsweredByAsync(Token, 1, 2);
    }

    [Theory]
    [InlineData("ServiceDiscovery")]
    [InlineData("Grpc")]
    [InlineData("Yarp")]
    public async Task When_all_pods_are_replaced_the_new_ones_are_called(string package)
    {
        await using var dns = await StartDnsAsync();
        var network = new PodNetwork(93);
        var old = new[] { await ServedPod.StartAsync(1, network, Token), await ServedPod.StartAsync(2, network, Token) };
        dns.Service.SetPods([.. old.Select(pod => pod.Address)]);
        await using var way = await StartAsync(package, dns, network);
        await way.UntilAnsweredByAsync(Token, 1, 2);
        foreach (var pod in old)
        {
            await pod.DisposeAsync();
        }

        await using var three = await ServedPod.StartAsync(3, network, Token);
        await using var four = await ServedPod.StartAsync(4, network, Token);
        dns.Service.SetPods(three.Address, four.Address);
        await way.UntilAnsweredByAsync(Token, 3, 4);
    }

    private Task<HeadlessServiceServer> StartDnsAsync() => HeadlessServiceServer.StartAsync(PackageWays.Service, options => options.Ttl = TimeSpan.FromSeconds(1), Token);

    private Task<PackageWay> StartAsync(string package, HeadlessServiceServer dns, PodNetwork network)
    {
        return package switch
        {
            "ServiceDiscovery" => PackageWays.ServiceDiscoveryAsync(dns, network, Quickly, Token),
            "Grpc" => PackageWays.GrpcAsync(dns, network, Quickly, Token),
            _ => PackageWays.YarpAsync(dns, network, Quickly, Token),
        };

        static void Quickly(HeadlessPeersOptions options)
        {
            options.AttemptTimeout = TimeSpan.FromMilliseconds(200);
            options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
            options.MaxRefreshInterval = TimeSpan.FromMilliseconds(200);
            options.RemovalConfirmations = 1;
            options.MassRemovalHold = TimeSpan.Zero;
        }
    }
}
