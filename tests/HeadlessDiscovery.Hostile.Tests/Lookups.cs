using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>Whole lookups over real sockets.</summary>
internal static class Lookups
{
    private static readonly LookupMode Ordinary = new(Hedge: true);

    public static DnsPeerLookup Of(IPEndPoint server, string name = Wire.Web, Action<HeadlessPeersOptions>? more = null)
    {
        var options = new HeadlessPeersOptions
        {
            ServiceName = name,
            ResolvConfPath = "/nowhere/resolv.conf",
            Family = PeerFamily.IPv4,
            Attempts = 1,
            AttemptTimeout = TimeSpan.FromSeconds(5),
            LookupTimeout = TimeSpan.FromSeconds(20),
            HedgeDelay = Timeout.InfiniteTimeSpan,
        };
        options.NameServers.Add(server.ToString());
        more?.Invoke(options);
        return new DnsPeerLookup(options, name, new OwnAddresses([], "test"), new NetworkTransport(), TimeProvider.System);
    }

    public static async Task<LookupReport> AskAsync(DnsPeerLookup lookup, CancellationToken cancellationToken) => await lookup.AskAsync(Ordinary, cancellationToken);

    public static string Peers(LookupReport report) => string.Join(' ', Enumerable.Range(0, report.Answer.Peers.Count).Select(index => report.Answer.Peers[index].Address));
}
