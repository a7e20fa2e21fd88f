using System.Collections.Immutable;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests;

/// <summary>With both families a pod is two peers; host names show which two.</summary>
public sealed class PeerPodsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.1=a 10.0.0.2=b fd00::1=a fd00::2=b", "10.0.0.1 10.0.0.2")]
    [InlineData("10.0.0.1=a fd00::1=A", "10.0.0.1")]
    [InlineData("10.0.0.1=a fd00::2=b", "10.0.0.1 [fd00::2]")]
    [InlineData("10.0.0.1 fd00::1", "10.0.0.1 [fd00::1]")]
    [InlineData("10.0.0.1=a fd00::1", "10.0.0.1 [fd00::1]")]
    [InlineData("10.0.0.1:80=a [fd00::1]:81=a", "10.0.0.1:80 [fd00::1]:81")]
    [InlineData("10.0.0.1=a 10.0.0.2=a", "10.0.0.1 10.0.0.2")]
    [InlineData("10.0.0.1=a 10.0.0.2=a fd00::1=a", "10.0.0.1 10.0.0.2")]
    [InlineData("10.0.0.1=a fd00::1=a fd00::2=a", "[fd00::1] [fd00::2]")]
    [InlineData("", "")]
    public void Two_addresses_of_two_families_under_one_host_name_and_port_are_one_pod(string peers, string pods)
    {
        var snapshot = new PeerSnapshot(Named(peers));
        Assert.Equal(pods, string.Join(' ', snapshot.GetPods()));
        Assert.Equal(pods, string.Join(' ', snapshot.GetMemberPods()));
    }

    [Fact]
    public void Of_the_addresses_of_this_pod_the_one_of_SelfPeer_is_kept()
    {
        var members = Named("10.0.0.1=a 10.0.0.2=b fd00::1=a fd00::2=b");
        var snapshot = new PeerSnapshot(members) { SelfPeer = Peer.Parse("fd00::1") };
        Assert.Equal("10.0.0.2 [fd00::1]", string.Join(' ', snapshot.GetMemberPods()));
    }

    [Fact]
    public void One_family_is_the_list_itself()
    {
        var snapshot = new PeerSnapshot(Named("10.0.0.1=a 10.0.0.2=a"));
        Assert.True(snapshot.AsImmutableArray() == snapshot.GetPods());
        Assert.True(snapshot.Members == snapshot.GetMemberPods());
    }

    [Fact]
    public async Task A_pod_with_two_addresses_is_called_once_and_counts_once_where_host_names_tell()
    {
        using var peers = new FakePeerResolver();
        peers.Set(Named("10.0.0.1=a 10.0.0.2=b fd00::1=a fd00::2=b"));
        var replies = await peers.CallAllAsync((peer, _) => ValueTask.FromResult(peer), cancellationToken: Token);
        Assert.Equal(2, replies.Count);
        replies.ThrowIfFewerThan(2);
        Assert.Throws<PeerCallException>(() => replies.ThrowIfFewerThan(3));
        Assert.Equal(PeerReadinessReason.TooFew, (await peers.WaitForPeersAsync(3, TimeSpan.Zero, TimeSpan.Zero, cancellationToken: Token)).Reason);
        var ready = await peers.WaitForPeersAsync(2, TimeSpan.Zero, TimeSpan.FromSeconds(5), cancellationToken: Token);
        Assert.Equal("Ready: 2 of 2 members, self Absent", ready.ToString());
    }

    [Fact]
    public void Replies_of_both_addresses_of_one_pod_are_the_answer_of_one_pod()
    {
        var asked = new PeerSnapshot(Named("10.0.0.1=a fd00::1=a")) { IsResolved = true };
        var replies = new PeerReplies<int>(asked, asked.Reverse().Select(peer => new PeerReply<int> { Peer = peer }));
        replies.ThrowIfFewerThan(1);
        Assert.Throws<PeerCallException>(() => replies.ThrowIfFewerThan(2));
    }

    // Row 9: two pods, dual stack, all defaults.
    [Fact]
    public async Task Two_dual_stack_pods_are_two_members_by_default()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Family = PeerFamily.Both, Token);
        server.AddPod("10.244.0.1", "fd00:10:244::1");
        server.AddPod("10.244.0.2", "fd00:10:244::2");
        await using var peers = Resolver(server, "10.244.0.1", "fd00:10:244::1");
        var snapshot = await peers.GetPeersAsync(Token);
        Assert.Equal(2, snapshot.Members.Length);
        var readiness = await peers.WaitForPeersAsync(3, TimeSpan.Zero, TimeSpan.Zero, cancellationToken: Token);
        Assert.Equal(PeerReadinessReason.TooFew, readiness.Reason);
        var replies = await peers.CallAllAsync((peer, _) => ValueTask.FromResult(peer), cancellationToken: Token);
        Assert.Equal("10.244.0.2", Assert.Single(replies).Peer.ToString());
        NonEmpty.All(server.Questions, question => Assert.Equal("A", question.Type));
    }

    [Fact]
    public async Task Where_POD_IPS_begins_with_IPv6_two_dual_stack_pods_are_two_members_too()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Family = PeerFamily.Both, Token);
        server.AddPod("10.244.0.1", "fd00:10:244::1");
        server.AddPod("10.244.0.2", "fd00:10:244::2");
        await using var peers = Resolver(server, "fd00:10:244::1", "10.244.0.1");
        Assert.Equal("[fd00:10:244::1] [fd00:10:244::2]", string.Join(' ', (await peers.GetPeersAsync(Token)).Members));
        NonEmpty.All(server.Questions, question => Assert.Equal("AAAA", question.Type));
    }

    // With both families and SRV, pods that have a host name are counted once; their addresses are four members.
    [Fact]
    public async Task With_both_families_host_names_of_SRV_show_which_addresses_are_one_pod()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Family = PeerFamily.Both, Token);
        server.Service.AddPort("peer", 5000);
        server.AddPod("orders-0", "10.244.0.1", "fd00:10:244::1");
        server.AddPod("orders-1", "10.244.0.2", "fd00:10:244::2");
        await using var peers = Resolver(server, options => (options.Family, options.PortName) = (PeerFamily.Both, "peer"), "10.244.0.1", "fd00:10:244::1");
        var snapshot = await peers.GetPeersAsync(Token);
        Assert.Equal(4, snapshot.Members.Length);
        Assert.Equal("10.244.0.1:5000 10.244.0.2:5000", string.Join(' ', snapshot.GetMemberPods()));
        Assert.Equal("10.244.0.2:5000", string.Join(' ', snapshot.GetPods()));
    }

    private static PeerResolver Resolver(HeadlessServiceServer server, params string[] podIps) => Resolver(server, null, podIps);

    private static PeerResolver Resolver(HeadlessServiceServer server, Action<HeadlessPeersOptions>? configure, params string[] podIps)
    {
        var options = new HeadlessPeersOptions { ServiceName = "orders" };
        server.Configure(options);
        configure?.Invoke(options);
        return new PeerResolver("orders", options, new ResolverServices
        {
            Variable = name => name switch
            {
                "POD_IPS" => string.Join(',', podIps),
                "POD_IP" => podIps[0],
                _ => null,
            },
            Interfaces = () => [System.Net.IPAddress.Parse("fd00:abcd::7"), System.Net.IPAddress.Parse("10.9.9.9")],
        });
    }

    // Row 10: POD_IPS with IPv4 only, an interface with IPv6.
    [Fact]
    public async Task POD_IPS_with_IPv4_only_means_no_AAAA_query_whatever_the_interfaces_have()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Family = PeerFamily.Both, Token);
        server.AddPod("10.244.0.1", "fd00:10:244::1");
        server.Faults.ServFail().OnType("AAAA");
        await using var peers = Resolver(server, "10.244.0.1");
        Assert.Equal("10.244.0.1", string.Join(' ', (await peers.GetPeersAsync(Token)).Members));
        Assert.DoesNotContain(server.Questions, question => question.Type == "AAAA");
    }

    private static ImmutableArray<Peer> Named(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split('='))
            .Select(one => (Peer: Peer.Parse(one[0]), Host: one.ElementAtOrDefault(1)))
            .Select(one => new Peer(one.Peer.Address, one.Peer.Port, one.Host)),
    ];
}
