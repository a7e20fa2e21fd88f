using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>A look-up over a scripted transport and a fake clock, configured like a pod.</summary>
internal sealed class TestLookup
{
    public static readonly string[] Search = ["shop.svc.cluster.local", "svc.cluster.local", "cluster.local"];

    public TestLookup(string service, Func<ScriptedTransport.Exchange, CancellationToken, ValueTask<DnsExchange>> answer, Action<HeadlessPeersOptions>? configure = null, params string[] own)
    {
        Options = new HeadlessPeersOptions { ServiceName = service, ResolvConfPath = "/nowhere/resolv.conf", Ndots = 5, Family = PeerFamily.IPv4 };
        configure?.Invoke(Options);
        if (Options.NameServers.Count == 0)
        {
            Options.NameServers.Add("10.96.0.10");
        }

        if (Options.SearchDomains.Count == 0)
        {
            foreach (var domain in Search)
            {
                Options.SearchDomains.Add(domain);
            }
        }

        Transport = new ScriptedTransport(answer);
        Lookup = new DnsPeerLookup(Options, service, new OwnAddresses([.. own.Select(Peer.Parse)], "test"), Transport, Time);
    }

    public HeadlessPeersOptions Options { get; }

    public FakeTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; }

    public DnsPeerLookup Lookup { get; }

    public IEnumerable<string> NamesAsked => Transport.Asked.Select(exchange => exchange.Question.Name).Distinct();

    public static IPEndPoint Server(string address) => new(IPAddress.Parse(address), 53);

    /// <summary>Runs a look-up while time passes as fast as it has to.</summary>
    public async Task<LookupReport> AskAsync(bool hedge = true, bool confirm = false)
    {
        var asking = Lookup.AskAsync(new LookupMode(hedge, confirm), TestContext.Current.CancellationToken).AsTask();
        await Clock.RunAsync(Time, asking, () => Transport.IsSilent);
        return await asking;
    }
}
