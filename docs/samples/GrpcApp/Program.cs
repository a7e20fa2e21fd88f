using System.Runtime.CompilerServices;
using Grpc.Core;
using GrpcApp;
using HeadlessDiscovery.Grpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Shop;

var builder = WebApplication.CreateBuilder(args);

// doc: app
// Without TLS a port speaks HTTP/1.1 or HTTP/2, and gRPC needs HTTP/2.
builder.WebHost.ConfigureKestrel(server => server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
builder.Services.AddGrpc();

builder.Services.AddHeadlessPeers("orders", builder.Configuration.GetSection("HeadlessPeers"));
builder.Services.AddGrpcClient<Orders.OrdersClient>().UseHeadlessPeers("orders");                   // one pod per call, in turn
builder.Services.AddPeerGrpcClient("orders", builder.Configuration.GetSection("PeerGrpcClient"));   // every pod

var app = builder.Build();
app.MapGrpcService<OrderService>();
// doc: end

app.MapGet("/whoami", (IConfiguration configuration) => configuration["POD_IP"] ?? Environment.MachineName);

// doc: in-turn
app.MapGet("/find/{id}", async (string id, Orders.OrdersClient orders, CancellationToken token) =>
    await orders.FindAsync(new FindRequest { Id = id }, deadline: DateTime.UtcNow.AddSeconds(5), cancellationToken: token));

app.MapGet("/follow/{id}", (string id, Orders.OrdersClient orders, CancellationToken token) => FollowAsync(orders, id, token));
// doc: end

// doc: every-pod
app.MapGet("/load", async (PeerGrpcClient orders, CancellationToken token) =>
{
    var replies = await orders.CallAllAsync(
        async (pod, stop) => (await new Orders.OrdersClient(pod).LoadAsync(new LoadRequest(), cancellationToken: stop)).Cpu,
        cancellationToken: token);
    return replies.ToDictionary(reply => reply.Peer.ToString(), reply => reply.Succeeded ? $"{reply.Value:0.00} s" : $"{reply.Status}");
});

app.MapGet("/follow-everywhere/{id}", async (string id, PeerGrpcClient orders, CancellationToken token) =>
{
    var replies = await orders.CallAllAsync(
        async (pod, stop) => await FollowAsync(new Orders.OrdersClient(pod), id, stop).ToListAsync(stop),
        cancellationToken: token);
    return replies.Succeeded.SelectMany(reply => reply.Value!);
});
// doc: end

app.Run();

// doc: in-turn
static async IAsyncEnumerable<Order> FollowAsync(Orders.OrdersClient orders, string id, [EnumeratorCancellation] CancellationToken token)
{
    using var call = orders.Follow(new FindRequest { Id = id }, cancellationToken: token);
    await foreach (var order in call.ResponseStream.ReadAllAsync(token))
    {
        yield return order;
    }
}
// doc: end
