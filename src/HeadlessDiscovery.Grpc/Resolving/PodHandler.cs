namespace HeadlessDiscovery.Grpc;

/// <summary>Configures the handler of a channel for pods.</summary>
internal static class PodHandler
{
    // Set by Microsoft.Extensions.ServiceDiscovery on the handler of every client, and read by the channel. AspireDefaultsTests fail if it changes.
    private const string BalancingDisabled = "__GrpcLoadBalancingDisabled";

    public static void Prepare(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        if (handler is not SocketsHttpHandler sockets)
        {
            return;
        }

        sockets.Properties.Remove(BalancingDisabled);
        sockets.UseProxy = sockets.Proxy is not null;
    }
}
