using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using HeadlessDiscovery;

// doc: app
var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
builder.Services.AddHeadlessPeers("orders-headless");
builder.Services.AddAkka("orders", akka => akka
    .WithRemoting(hostname: settings["POD_IP"]!, port: settings.GetValue("Akka:Port", 4053))   // the address that DNS lists for this pod
    .WithClustering()
    .WithHeadlessBootstrap(requiredMembers: settings.GetValue("Akka:Replicas", 3), settings.GetSection("Akka").Bind));
// doc: end

builder.Services.AddHeadlessPeers("orders-headless", settings.GetSection("HeadlessPeers"));

var app = builder.Build();

// doc: endpoint
app.MapGet("/cluster", (ActorSystem system) => Cluster.Get(system) is var cluster
    ? new
    {
        status = $"{cluster.SelfMember.Status}",
        leader = cluster.State.Leader?.Host,
        up = cluster.State.Members.Where(member => member.Status == MemberStatus.Up).Select(member => member.Address.Host),
    }
    : null);
// doc: end

app.MapGet("/peers", (IPeerResolver peers) => peers.Current.Members.Select(member => $"{member.Address}"));

await app.RunAsync();
