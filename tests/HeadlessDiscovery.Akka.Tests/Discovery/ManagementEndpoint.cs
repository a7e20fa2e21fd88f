using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Management.Cluster.Bootstrap;
using Akka.Management.Dsl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using AkkaCluster = Akka.Cluster.Cluster;
using static Akka.Management.Cluster.Bootstrap.ContactPoint.HttpBootstrapJsonProtocol;

namespace HeadlessDiscovery.Akka.Tests.Discovery;

/// <summary>
/// The two routes of Akka.Management that its bootstrap and ClusterClient read, as it answers them, and its bootstrap started on them.
/// Its own HTTP server needs Ceen.Httpd 0.9.9, and does not start with 0.9.10, which is the one that restores here.
/// </summary>
internal sealed class ManagementEndpoint : IAsyncDisposable
{
    private readonly WebApplication web;

    private ManagementEndpoint(WebApplication web) => this.web = web;

    public static async Task<ManagementEndpoint> StartAsync(ActorSystem system, string address, int port, CancellationToken token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{address}:{port}");
        var web = builder.Build();
        web.MapGet("/bootstrap/seed-nodes", context => context.Response.WriteAsync(JsonConvert.SerializeObject(Nodes(AkkaCluster.Get(system)))));
        web.MapGet("/cluster-client/receptionist", context => context.Response.WriteAsync(JsonConvert.SerializeObject(new { ReceptionistPath = $"{AkkaCluster.Get(system).SelfAddress}/system/receptionist" })));
        await web.StartAsync(token);
        var bootstrap = ClusterBootstrap.Get(system);
        bootstrap.Routes(ManagementRouteProviderSettings.Create(new Uri($"http://{address}:{port}/"), readOnly: true));
        await bootstrap.Start();
        return new ManagementEndpoint(web);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private static SeedNodes Nodes(AkkaCluster cluster) => new(
        cluster.SelfAddress,
        cluster.SelfMember.Status == MemberStatus.Removed
            ? []
            : [.. cluster.State.Members.Select(member => new ClusterMember(member.Address, member.UniqueAddress.Uid, member.Status, member.Roles))]);
}
