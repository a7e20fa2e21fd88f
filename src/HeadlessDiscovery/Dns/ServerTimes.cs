using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>How long each name server takes, and when a query to it is repeated.</summary>
internal sealed class ServerTimes(TimeProvider time)
{
    private readonly ConcurrentDictionary<IPEndPoint, RoundTrip> roundTrips = new();
    private readonly ConcurrentDictionary<IPEndPoint, QueryMinute> minutes = new();

    /// <summary>Counts a query that was sent.</summary>
    public void Sent(IPEndPoint server) => minutes.GetOrAdd(server, static (_, time) => new QueryMinute(time), time).Sent();

    /// <summary>Remembers how long a server took to answer.</summary>
    public void Took(IPEndPoint server, TimeSpan measured) =>
        roundTrips.AddOrUpdate(server, static (_, measured) => RoundTrip.First(measured), static (_, before, measured) => before.After(measured), measured);

    /// <summary>Counts the queries that the lateness of a reply brought about: nothing had been lost.</summary>
    public void WasOnlyLate(IPEndPoint server, int needless) => minutes.GetOrAdd(server, static (_, time) => new QueryMinute(time), time).WereNeedless(needless);

    /// <summary>Whether a query may be repeated while its first copy is silent.</summary>
    /// <param name="server">The server that is silent.</param>
    /// <param name="repeats">How often the query was repeated already.</param>
    public bool MayRepeat(IPEndPoint server, int repeats) => !minutes.TryGetValue(server, out var minute) || minute.MayRepeat(repeats);

    /// <summary>When the next try is due beside a silent one: a server that always takes long is not overtaken each time.</summary>
    public TimeSpan RepeatAfter(IPEndPoint server, TimeSpan hedgeDelay) =>
        hedgeDelay > TimeSpan.Zero && roundTrips.TryGetValue(server, out var trip) && trip.Longest > hedgeDelay ? trip.Longest : hedgeDelay;

    /// <summary>Forgets the servers that are no longer configured.</summary>
    public void KeepOnly(ImmutableArray<IPEndPoint> servers)
    {
        foreach (var server in minutes.Keys.Where(server => !servers.Contains(server)))
        {
            minutes.TryRemove(server, out _);
            roundTrips.TryRemove(server, out _);
        }
    }
}
