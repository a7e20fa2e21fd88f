using System.Net;
using Orleans.Messaging;
using Orleans.Runtime;

namespace HeadlessDiscovery.Orleans;

/// <summary>The pods of a headless service as the gateways of an Orleans client. Read from memory each time.</summary>
internal sealed class HeadlessGatewayListProvider(IPeerResolver resolver, int port, TimeProvider time) : IGatewayListProvider
{
    // Orleans gives no token to wait with, so a host that stops while DNS is silent waits for as long.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(15);

    /// <summary>For how long a gateway that failed is left out although it is listed: longer than a dead pod is, whatever caches there are.</summary>
    public TimeSpan MaxStaleness => TimeSpan.FromMinutes(1);

    [Obsolete("Orleans reads it no longer.")]
    public bool IsUpdatable => true;

    public async Task InitializeGatewayListProvider()
    {
        try
        {
            await resolver.GetPeersAsync(FirstAnswer, time).ConfigureAwait(false);
        }
        catch (PeerResolutionException exception)
        {
            // One of the exceptions after which Orleans tries to start again.
            throw new SiloUnavailableException($"No gateway is known: {exception.Message}", exception);
        }
    }

    public Task<IList<Uri>> GetGateways() =>
        Task.FromResult<IList<Uri>>([.. resolver.Current.Select(silo => SiloAddress.New(new IPEndPoint(silo.Address, port), 0).ToGatewayUri())]);
}
