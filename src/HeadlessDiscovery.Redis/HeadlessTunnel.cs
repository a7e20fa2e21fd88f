using System.Net;
using System.Net.Sockets;
using StackExchange.Redis.Configuration;

namespace HeadlessDiscovery.Redis;

/// <summary>Connects each place of a multiplexer to the pod that it stands for at this moment.</summary>
internal sealed class HeadlessTunnel(IPeerResolver peers, int count, int port) : Tunnel
{
    private readonly NodePlaces places = new(count);
    private readonly (Peer? Pod, int Times)[] tried = new (Peer?, int)[count];

    /// <summary>The names are never resolved; they are what logs and exceptions show.</summary>
    public IEnumerable<DnsEndPoint> EndPoints => Enumerable.Range(0, count).Select(place => new DnsEndPoint($"node-{place}.{(peers.Name.Length > 0 ? peers.Name : "peers")}", port));

    public override async ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        // Other end points are those that a server has announced, by their addresses.
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

    // A multiplexer has up to two connections to a node. Whoever makes a third has lost one, or has not reached the pod.
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
