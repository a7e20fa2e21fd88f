using System.Text.Json.Serialization;
using HeadlessDiscovery;
using HeadlessDiscovery.Http;

namespace Snippets.Packages;

internal static class HttpPackage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: 1
        builder.Services.AddHeadlessPeers("orders", options => options.ServiceName = "orders-headless");
        builder.Services.AddPeerHttpClient("orders", options =>
        {
            options.Scheme = "https";
            options.HostName = "orders";
            options.Port = 5001;
        });
        // doc: end
    }
}

// doc: 2
public sealed partial class Loads(PeerHttpClient orders)
{
    public async Task<double> HighestAsync(CancellationToken cancellationToken)
    {
        var replies = await orders.GetFromJsonAllAsync("/load", LoadJson.Default.Load, cancellationToken: cancellationToken);
        return replies.Succeeded.Select(reply => reply.Value?.Cpu ?? 0).DefaultIfEmpty().Max();
    }

    internal sealed record Load(double Cpu);

    [JsonSerializable(typeof(Load))]
    private sealed partial class LoadJson : JsonSerializerContext;
}
// doc: end
