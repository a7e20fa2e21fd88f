using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using HeadlessDiscovery;
using HeadlessDiscovery.Http;
using Polly;

namespace Snippets;

internal static class HttpPage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: register
        builder.Services.AddHeadlessPeers("orders", options => options.ServiceName = "orders-headless");
        builder.Services.AddPeerHttpClient("orders", options =>
        {
            options.Scheme = "https";
            options.HostName = "orders";   // the name on the certificate of every pod
            options.Port = 5001;
        });
        // doc: end
    }

    public static void Certificate(IHttpClientBuilder client, X509Certificate2 root)
    {
        // doc: certificate
        client.UseSocketsHttpHandler((handler, _) => handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { root },
            RevocationMode = X509RevocationMode.NoCheck,
        });
        // doc: end
    }

    public static void Rotation(IHttpClientBuilder client, Func<X509Certificate2> current)
    {
        // doc: rotation
        client.UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);   // a new connection sees the pod's current certificate
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => current();
        });
        // doc: end
    }

    public static void Pipeline(PeerHttpClientOptions options)
    {
        // doc: pipeline
        options.MaxRetries = 0;
        options.BreakDuration = TimeSpan.Zero;
        options.ConfigurePipeline = pod => pod.AddTimeout(TimeSpan.FromSeconds(1));   // called once for each pod
        // doc: end
    }

    public static void Self(PeerHttpClientOptions options, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        // doc: self
        options.IncludeSelf = true;
        options.AnswerSelf = (request, stop) => answer(request, stop);
        // doc: end
    }

    public static void Testing(IServiceCollection services, HttpMessageHandler pods)
    {
        // doc: testing
        services.AddPeerHttpClient("orders").ConfigurePrimaryHttpMessageHandler(() => pods);
        services.AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1:5000", "10.0.0.2:5000"));
        // doc: end
    }
}

// doc: use
internal sealed partial class Loads(PeerHttpClient orders, ILogger<Loads> logger)
{
    public async Task<double> HighestAsync(CancellationToken token)
    {
        var replies = await orders.GetFromJsonAllAsync("/load", Json.Default.Load, cancellationToken: token);
        if (!replies.AllSucceeded)
        {
            logger.LogWarning("{Replies}", replies);   // 2 of 3 answered (called v3: …); 10.0.0.3 TimedOut
        }

        return replies.Succeeded.Select(reply => reply.Value?.Cpu ?? 0).DefaultIfEmpty().Max();
    }

    internal sealed record Load(double Cpu);

    [JsonSerializable(typeof(Load))]
    private sealed partial class Json : JsonSerializerContext;
}
// doc: end

internal static class HttpCalls
{
    public static async Task EachAsync(PeerHttpClient orders, string key, ILogger logger, CancellationToken token)
    {
        // doc: each
        await foreach (var reply in orders.PostEachAsync("/invalidate", _ => new StringContent(key), cancellationToken: token))
        {
            if (!reply.Succeeded)
            {
                logger.LogWarning("{Reply}", reply);   // 10.0.0.2 Failed: HttpRequestException: Connection refused (10.0.0.2:5001)
            }
        }
        // doc: end
    }

    public static async Task<string?> FirstAsync(PeerHttpClient orders, string id, CancellationToken token)
    {
        // doc: first
        await foreach (var reply in orders.SendEachAsync(
            peer => new HttpRequestMessage(HttpMethod.Get, $"/items/{id}"),
            async (response, stop) => response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(stop) : null,
            new PeerCallOptions { PerPeerTimeout = TimeSpan.FromSeconds(1) },
            token))
        {
            if (reply.Value is { } item)
            {
                return item;   // leaving the loop cancels the remaining calls
            }
        }
        // doc: end

        return null;
    }
}
