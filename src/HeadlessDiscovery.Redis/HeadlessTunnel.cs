using System.Net;
using System.Net.Sockets;
using StackExchange.Redis.Configuration;

namespace HeadlessDiscovery.Redis;

/// <summary>Connects each endpoint of a multiplexer to the pod that it currently stands for.</summary>
internal sealed class HeadlessTunnel(IPeerResolver peers, int count, int port) : Tunnel
{
    private readonly NodePlaces places = new(count);
    private readonly (Peer? Pod, int Times)[] tried = new (Peer?, int)[count];

    /// <summary>The names are never resolved; they only appear in logs and exceptions.</summary>
    public IEnumerable<DnsEndPoint> EndPoints => Enumerable.Range(0, count).Select(place => new DnsEndPoint($"node-{place}.{(peers.Name.Length > 0 ? peers.Name : "peers")}", port));

    public override async ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        // Any other endpoint is an address that a server has announced.
        if (Place(endpoint) is not { } place)
        {
            return endpoint;
        }

        var chosen = places.Choose(place, await peers.GetPeersAsync(cancellationToken).ConfigureAwait(false));
        if (chosen is null)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (IsLost(place, chosen))
        {
            peers.ReportUnreachable(chosen, "Redis");
        }

        return new IPEndPoint(chosen.Address, port);
    }

    // A multiplexer has up to two connections to a node. A third one means that one was lost, or that the pod was not reached.
    private bool IsLost(int place, Peer chosen)
    {
        lock (tried)
        {
            tried[place] = (chosen, tried[place].Pod == chosen ? tried[place].Times + 1 : 1);
            return tried[place].Times > 2;
        }
    }

    private int? Place(EndPoint endpoint)
    {
        var place = 0;
        foreach (var known in EndPoints)
        {
            if (known.Equals(endpoint))
            {
                return place;
            }

            place++;
        }

        return null;
    }
}
