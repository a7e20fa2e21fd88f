using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using StackExchange.Redis;

namespace HeadlessDiscovery.Redis.Tests;

/// <summary>What a multiplexer is told to connect to.</summary>
public sealed class TunnelTests() : TestDeadline(TimeSpan.FromMinutes(1))
{
    [Fact]
    public async Task A_place_is_the_address_of_its_pod_at_the_port_of_the_nodes()
    {
        using var peers = new FakePeerResolver("redis").Set("10.0.0.1:8080", "10.0.0.2:8080");
        var options = new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 2, port: 6379);
        Assert.Equal(["10.0.0.1:6379", "10.0.0.2:6379"], [await ConnectAsync(options, 0), await ConnectAsync(options, 1)]);
        Assert.False(options.AbortOnConnectFail);
    }

    [Fact]
    public async Task A_stale_list_and_a_held_pod_are_connected_to_as_before()
    {
        using var peers = new FakePeerResolver("redis").Set("10.0.0.1", "10.0.0.2").Hold("10.0.0.2").GoStale();
        var options = new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 2, port: 6379);
        Assert.Equal(["10.0.0.1:6379", "10.0.0.2:6379"], [await ConnectAsync(options, 0), await ConnectAsync(options, 1)]);
    }

    [Fact]
    public async Task A_place_without_a_pod_fails_as_a_host_that_is_not_found()
    {
        using var peers = new FakePeerResolver("redis").Empty();
        var options = new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 6379);
        Assert.Equal(SocketError.HostNotFound, (await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(options, 0))).SocketErrorCode);
    }

    [Fact]
    public async Task Before_the_first_answer_a_connection_waits_for_it()
    {
        using var peers = new FakePeerResolver("redis");
        var options = new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 6379);
        var connecting = ConnectAsync(options, 0);
        Assert.False(connecting.IsCompleted);
        peers.Set("10.0.0.1");
        Assert.Equal("10.0.0.1:6379", await connecting);
    }

    [Fact]
    public async Task A_pod_that_is_connected_to_again_and_again_is_reported_as_unreachable()
    {
        using var peers = new FakePeerResolver("redis").Set("10.0.0.1");
        var options = new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 6379);
        await ConnectAsync(options, 0);
        await ConnectAsync(options, 0);
        Assert.Empty(peers.ReportedUnreachable);
        await ConnectAsync(options, 0);
        Assert.Equal("10.0.0.1", $"{Assert.Single(peers.ReportedUnreachable)}");
    }

    [Fact]
    public async Task An_address_that_a_server_has_announced_is_left_as_it_is()
    {
        using var peers = new FakePeerResolver("redis").Set("10.0.0.1");
        var options = new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 6379);
        Assert.Equal("10.0.0.7:6379", $"{await options.Tunnel!.GetSocketConnectEndpointAsync(IPEndPoint.Parse("10.0.0.7:6379"), Token)}");
    }

    [Fact]
    public void Options_with_end_points_or_impossible_numbers_are_refused()
    {
        using var peers = new FakePeerResolver("redis");
        Assert.Throws<ArgumentException>(() => ConfigurationOptions.Parse("localhost").UseHeadlessNodes(peers, nodes: 1, port: 6379));
        Assert.Throws<ArgumentException>(() => new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 6379).UseHeadlessNodes(peers, nodes: 1, port: 6379));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 0, port: 6379));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfigurationOptions().UseHeadlessNodes(peers, nodes: 1, port: 65536));
    }

    private async Task<string> ConnectAsync(ConfigurationOptions options, int place) =>
        $"{await options.Tunnel!.GetSocketConnectEndpointAsync(options.EndPoints[place], Token)}";
}
