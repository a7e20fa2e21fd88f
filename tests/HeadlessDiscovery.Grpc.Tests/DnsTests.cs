using Grpc.Core;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class DnsTests : SafetyNet
{
    [Fact]
    public async Task Pods_that_DNS_lists_are_called_until_it_lists_them_no_longer_and_through_an_outage()
    {
        await using var one = await GrpcPod.StartAsync("127.0.32.1");
        await using var two = await GrpcPod.StartAsync("127.0.32.2", one.Peer.Port!.Value);
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: Token);
        cluster.AddPod("127.0.32.1");
        var leaving = cluster.AddPod("127.0.32.2");

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHeadlessPeers("orders", options =>
        {
            cluster.Configure(options);
            options.ServiceName = "orders-headless";
            options.Port = one.Peer.Port;
            options.Membership = PeerMembership.Client;
            options.RemovalConfirmations = 1;
            options.MassRemovalHold = TimeSpan.Zero;
            options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
        });
        builder.Services.AddGrpcClient<Orders.OrdersClient>().UseHeadlessPeers("orders");
        using var host = builder.Build();
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<Orders.OrdersClient>();
        var peers = host.Services.GetRequiredKeyedService<IPeerResolver>("orders");
        await UntilAnsweredByAsync("127.0.32.1", "127.0.32.2");

        var outage = cluster.Faults.ServFail();
        await peers.UntilAsync(now => now.IsStale, cancellationToken: Token);
        await UntilAnsweredByAsync("127.0.32.1", "127.0.32.2");
        outage.Dispose();

        leaving.Remove();
        await peers.UntilAsync(now => now.Count == 1, cancellationToken: Token);
        await UntilAnsweredByAsync("127.0.32.1");
        Assert.Equal($"orders-headless:{one.Peer.Port}", (await client.WhoAsync(new Question(), cancellationToken: Token)).Authority);
        await host.StopAsync(Token);

        Task UntilAnsweredByAsync(params string[] addresses) => TestWait.UntilAsync(
            async () =>
            {
                var answered = new HashSet<string>();
                for (var call = 0; call < 4; call++)
                {
                    answered.Add((await client.WhoAsync(new Question(), cancellationToken: Token)).Pod.Split(':')[0]);
                }

                return answered.SetEquals(addresses);
            },
            Token);
    }
}
