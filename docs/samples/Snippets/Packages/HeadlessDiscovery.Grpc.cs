using HeadlessDiscovery.Grpc;
using Shop;

namespace Snippets.Packages.Grpc;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
        builder.Services.AddHeadlessPeers("orders", options => options.ServiceName = "orders-headless");
        builder.Services.AddGrpcClient<Orders.OrdersClient>().UseHeadlessPeers("orders");
        builder.Services.AddPeerGrpcClient("orders");
        // doc: end
    }
}

// doc: package
public sealed class Loads(PeerGrpcClient orders)
{
    public async Task<double> HighestAsync(CancellationToken cancellationToken)
    {
        var replies = await orders.CallAllAsync(
            async (pod, stop) => await new Orders.OrdersClient(pod).LoadAsync(new LoadRequest(), cancellationToken: stop),
            cancellationToken: cancellationToken);
        return replies.Succeeded.Select(reply => reply.Value?.Cpu ?? 0).DefaultIfEmpty().Max();
    }
}
// doc: end
