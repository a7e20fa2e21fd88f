using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Http.Tests;

public sealed class DnsTests : SafetyNet
{
    [Fact]
    public async Task Pods_that_DNS_names_are_called_for_the_name_of_their_service_until_it_names_them_no_longer()
    {
        await using var one = await Pod.StartAsync(Who, "127.0.1.1");
        await using var two = await Pod.StartAsync(Who, "127.0.1.2", port: one.Peer.Port!.Value);
        await using var cluster = await HeadlessServiceServer.StartAsync("orders-headless", cancellationToken: Token);
        cluster.AddPod("127.0.1.1");
        var leaving = cluster.AddPod("127.0.1.2");

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHeadlessPeers("orders", options =>
        {
            cluster.Configure(options);
            options.ServiceName = "orders-headless";
            options.Membership = PeerMembership.Client;
            options.RemovalConfirmations = 1;
            options.MassRemovalHold = TimeSpan.Zero;
            options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
        });
        builder.Services.AddPeerHttpClient("orders", options =>
        {
            Client.Patiently(options);
            options.Port = one.Peer.Port;
        });
        using var host = builder.Build();
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<PeerHttpClient>();
        var service = $"orders-headless:{one.Peer.Port}";
        Assert.Equal([$"127.0.1.1 as {service}", $"127.0.1.2 as {service}"], (await client.SendAllAsync(Client.Get, Client.Text, cancellationToken: Token)).Select(reply => reply.Value).Order());

        leaving.Remove();
        await client.Peers.RefreshAsync(Token);
        await client.Peers.UntilAsync(now => now.Count == 1, cancellationToken: Token);
        Assert.Equal($"127.0.1.1 as {service}", Assert.Single(await client.SendAllAsync(Client.Get, Client.Text, cancellationToken: Token)).Value);
        await host.StopAsync(Token);
    }

    private static Task Who(HttpContext context) => context.Response.WriteAsync($"{context.Connection.LocalIpAddress} as {context.Request.Host}");
}
