using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using AkkaCluster = Akka.Cluster.Cluster;

namespace HeadlessDiscovery.Akka.Tests.Support;

/// <summary>One application with an actor system, in this process, with Aspire's service defaults.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly IHost host;

    public Node(string address, int port, Action<IServiceCollection> services, Action<AkkaConfigurationBuilder> akka, string? publicHost = null, bool isMember = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["POD_IP"] = address;
        builder.AddServiceDefaults();
        services(builder.Services);
        builder.Services.AddAkka("orders", system =>
        {
            system.WithRemoting(new RemoteOptions { HostName = address, Port = port, PublicHostName = publicHost ?? address });
            if (isMember)
            {
                system.WithClustering();
            }

            akka(system);
        });
        host = builder.Build();
    }

    public ActorSystem System => host.Services.GetRequiredService<ActorSystem>();

    public IServiceProvider Services => host.Services;

    public Task StartAsync(CancellationToken token) => host.StartAsync(token);

    /// <summary>Waits until this node has as many members that are up, itself included.</summary>
    public async Task HasMembersAsync(int count, CancellationToken token)
    {
        while (AkkaCluster.Get(System).State.Members.Count(member => member.Status == global::Akka.Cluster.MemberStatus.Up) != count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}
