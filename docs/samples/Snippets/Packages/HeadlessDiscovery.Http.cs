using System.Text.Json.Serialization;
using HeadlessDiscovery;
using HeadlessDiscovery.Http;

namespace Snippets.Packages.Http;

internal static class Registration
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: package
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

// doc: package
public sealed class Loads(PeerHttpClient orders)
{
    public async Task<double> HighestAsync(CancellationToken cancellationToken)
    {
        var replies = await orders.GetFromJsonAllAsync("/load", LoadJson.Default.Load, cancellationToken: cancellationToken);
        return replies.Succeeded.Select(reply => reply.Value?.Cpu ?? 0).DefaultIfEmpty().Max();
    }
}

public sealed record Load(double Cpu);

[JsonSerializable(typeof(Load))]
internal sealed partial class LoadJson : JsonSerializerContext;
// doc: end
