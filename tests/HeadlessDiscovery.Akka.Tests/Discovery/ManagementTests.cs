using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.Client;
using Akka.Hosting;
using Akka.Management.Cluster.Bootstrap;
using HeadlessDiscovery.Akka.Tests.Support;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Akka.Tests.Discovery;

/// <summary>Akka.Management's own bootstrap, and ClusterClient, over the pods that DNS lists.</summary>
public sealed class ManagementTests() : TestDeadline(TimeSpan.FromMinutes(3))
{
    private static readonly string[] Addresses = ["127.0.79.1", "127.0.79.2", "127.0.79.3"];

    [Fact]
    public async Task Akka_Management_forms_one_cluster_of_the_listed_pods_and_a_ClusterClient_reaches_it()
    {
        await using var dns = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        dns.SetPods(Addresses);
        var remoting = FreePort.On(Addresses[0]);
        int management;
        do
        {
            management = FreePort.On(Addresses[0]);
        }
        while (management == remoting);

        var nodes = Addresses.Select(address => new Node(address, remoting, Peers, akka => akka
            .WithHeadlessServiceDiscovery(options => options.Port = management)
            .WithClusterBootstrap(
                options =>
                {
                    options.ContactPointDiscovery.ServiceName = "orders-headless";
                    options.ContactPointDiscovery.RequiredContactPointsNr = Addresses.Length;
                    options.ContactPointDiscovery.StableMargin = TimeSpan.FromSeconds(1);
                    options.ContactPoint.FallbackPort = management;
                    options.ContactPoint.ProbeInterval = TimeSpan.FromSeconds(1);
                },
                autoStart: false)
            .WithClusterClientReceptionist()
            .WithActors((system, _) =>
            {
                var echo = system.ActorOf(Props.Create(() => new Echo()), "echo");
                ClusterClientReceptionist.Get(system).RegisterService(echo);
            }))).ToArray();
        await using var client = new Node("127.0.79.4", remoting, Peers, akka => akka.WithClusterClientDiscovery<ClientKey>(options =>
        {
            options.DiscoveryOptions = new Akka.HeadlessServiceDiscoveryOptions { Port = management, IsDefaultPlugin = false };
            options.ServiceName = "orders-headless";
        }));
        var endpoints = new List<ManagementEndpoint>();
        try
        {
            foreach (var (node, address) in nodes.Zip(Addresses))
            {
                await node.StartAsync(Token);
                endpoints.Add(await ManagementEndpoint.StartAsync(node.System, address, management, Token));
            }

            foreach (var node in nodes)
            {
                await node.HasMembersAsync(Addresses.Length, Token);
            }

            await client.StartAsync(Token);
            var reply = await client.Services.GetRequiredService<ActorRegistry>().Get<ClientKey>()
                .Ask<string>(new ClusterClient.Send("/user/echo", "hello"), TimeSpan.FromSeconds(60), Token);
            Assert.Equal("hello", reply);
        }
        finally
        {
            foreach (var endpoint in endpoints)
            {
                await endpoint.DisposeAsync();
            }

            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }

        void Peers(IServiceCollection services) => services.AddHeadlessPeers("orders-headless", options => dns.Configure(options));
    }

    private sealed class ClientKey;

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
