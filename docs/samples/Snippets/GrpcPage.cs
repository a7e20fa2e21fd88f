using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using HeadlessDiscovery.Grpc;
using Shop;

namespace Snippets;

internal static class GrpcPage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: register
        builder.Services.AddHeadlessPeers("orders", options => options.ServiceName = "orders-headless");
        builder.Services.AddGrpcClient<Orders.OrdersClient>().UseHeadlessPeers("orders");
        // doc: end
    }

    public static void Secure(WebApplicationBuilder builder, X509Certificate2 root)
    {
        // doc: tls
        builder.Services.AddHeadlessGrpcResolver("orders", options =>
        {
            options.HostName = "orders";   // the name on the certificate of every pod
            options.Port = 5001;
        });
        builder.Services.AddGrpcClient<Orders.OrdersClient>()
            .UseHeadlessPeers("orders", ChannelCredentials.SecureSsl)
            .UseSocketsHttpHandler((handler, _) => handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            });
        // doc: end
    }

    public static GrpcChannel Channel(WebApplicationBuilder builder)
    {
        // doc: channel
        builder.Services.AddHeadlessGrpcResolver();

        var app = builder.Build();
        var channel = GrpcChannel.ForAddress("headless:///orders:5000", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,   // the scheme does not determine whether TLS is used
            ServiceProvider = app.Services,
        });
        // doc: end
        return channel;
    }

    public static void EveryPod(WebApplicationBuilder builder)
    {
        // doc: every
        builder.Services.AddPeerGrpcClient("orders", options =>
        {
            options.Scheme = "https";
            options.HostName = "orders";   // the name on the certificate of every pod
            options.Port = 5001;
        });
        // doc: end
    }

    // doc: load
    internal sealed class Loads(PeerGrpcClient orders, ILogger<Loads> logger)
    {
        public async Task<double> HighestAsync(CancellationToken token)
        {
            var replies = await orders.CallAllAsync(
                async (pod, stop) => await new Orders.OrdersClient(pod).LoadAsync(new LoadRequest(), cancellationToken: stop),
                cancellationToken: token);
            if (!replies.AllSucceeded)
            {
                logger.LogWarning("{Replies}", replies);   // 2 of 3 answered (called v3: …); 10.0.0.3 TimedOut
            }

            return replies.Succeeded.Select(reply => reply.Value?.Cpu ?? 0).DefaultIfEmpty().Max();
        }
    }
    // doc: end

    // doc: use
    internal sealed class Receipts(Orders.OrdersClient orders)
    {
        public async Task<Order> FindAsync(string id, CancellationToken token) =>
            await orders.FindAsync(new FindRequest { Id = id }, deadline: DateTime.UtcNow.AddSeconds(5), cancellationToken: token);
    }
    // doc: end
}
