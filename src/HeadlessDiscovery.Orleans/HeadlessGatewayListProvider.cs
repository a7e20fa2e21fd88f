using System.Net;
using Orleans.Messaging;
using Orleans.Runtime;

namespace HeadlessDiscovery.Orleans;

/// <summary>Provides the pods of a headless service to an Orleans client as its gateways. The list is read from memory.</summary>
internal sealed class HeadlessGatewayListProvider(IPeerResolver resolver, int port, TimeProvider time) : IGatewayListProvider
{
    // Orleans passes no token, so a host that stops while DNS does not answer also waits this long.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(15);

    /// <summary>How long a failed gateway is skipped although it is listed: longer than DNS and its caches list a dead pod.</summary>
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
            // One of the exceptions after which Orleans retries its start.
            throw new SiloUnavailableException($"No gateway is known: {exception.Message}", exception);
        }
    }

    public Task<IList<Uri>> GetGateways() =>
        Task.FromResult<IList<Uri>>([.. resolver.Current.Select(silo => SiloAddress.New(new IPEndPoint(silo.Address, port), 0).ToGatewayUri())]);
}
