using Grpc.Core;
using Grpc.Net.Client;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class AddressTests : SafetyNet
{
    [Fact]
    public async Task The_port_of_the_address_comes_before_that_of_the_options_and_of_the_peer()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.24.1");
        await using var orders = new OrdersChannel(
            fake => fake.Set([new Peer(pod.Peer.Address, 1)]),
            services => services.AddHeadlessGrpcResolver("orders", options => options.Port = 2),
            address: $"headless:///orders:{pod.Peer.Port}");
        await orders.UntilAnsweredByAsync(Token, pod);
    }

    [Fact]
    public async Task The_port_of_the_options_comes_before_that_of_the_peer()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.24.1");
        await using var orders = new OrdersChannel(fake => fake.Set([new Peer(pod.Peer.Address, 1)]), services => services.AddHeadlessGrpcResolver("orders", options => options.Port = pod.Peer.Port));
        await orders.UntilAnsweredByAsync(Token, pod);
    }

    [Fact]
    public async Task An_address_without_a_name_means_the_unnamed_peers()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.24.1");
        await using var orders = new OrdersChannel(services: services => services.AddFakeHeadlessPeers(fake => fake.Set([pod.Peer])), address: "headless:///");
        await orders.UntilAnsweredByAsync(Token, pod);
    }

    [Theory]
    [InlineData("headless://orders")]
    [InlineData("headless://orders/")]
    [InlineData("headless:///shop/orders")]
    [InlineData("headless:///orders:")]
    [InlineData("headless:///orders:0")]
    [InlineData("headless:///orders:70000")]
    [InlineData("headless:///orders:http")]
    public void An_address_of_another_shape_is_rejected_when_the_channel_is_created(string address)
    {
        var rejected = Assert.Throws<ArgumentException>(() => new OrdersChannel(address: address));
        Assert.StartsWith($"The address '{address}' is not valid: ", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_peers_is_rejected_with_the_names_that_there_are()
    {
        var rejected = Assert.Throws<InvalidOperationException>(() => new OrdersChannel(services: services => services.AddFakeHeadlessPeers("billing"), address: "headless:///oders"));
        Assert.Equal("There are no peers 'oders' for the address headless:///oders: call AddHeadlessPeers(\"oders\") first. Registered peers: 'billing', 'orders'.", rejected.Message);
    }

    [Fact]
    public void A_channel_without_the_container_says_that_there_is_no_resolver() =>
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("headless:///orders", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));

    [Fact]
    public async Task Options_that_are_not_valid_are_reported_together_when_the_host_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHeadlessGrpcResolver("orders", options => (options.HostName, options.Port) = ("orders:5000", 70000));
        using var host = builder.Build();
        var rejected = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(
            [
                "Property HostName: must be a host name in ASCII without a port, such as orders or orders.shop.svc, or null, but was 'orders:5000'.",
                "Property Port: must be between 1 and 65535, or null, but was 70000.",
            ],
            rejected.Failures);
    }
}
