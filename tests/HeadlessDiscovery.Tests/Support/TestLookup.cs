using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>A lookup over a scripted transport and a fake clock, configured like a pod.</summary>
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
            AddSearch(Options);
        }

        Transport = new ScriptedTransport(answer);
        Lookup = new DnsPeerLookup(Options, service, new OwnAddresses([.. own.Select(Peer.Parse)], "test"), Transport, Time);
    }

    public HeadlessPeersOptions Options { get; }

    public FakeTimeProvider Time { get; } = new();

    public ScriptedTransport Transport { get; }

    public DnsPeerLookup Lookup { get; }

    public IEnumerable<string> NamesAsked => Transport.Asked.Select(exchange => exchange.Question.Name).Distinct();

    /// <summary>The questions but those about the kind of the service.</summary>
    public IEnumerable<ScriptedTransport.Exchange> Asked => Transport.Asked.Where(exchange => exchange.Question.Type != DnsRecordType.Srv);

    /// <summary>The last number of the address of each server that was asked, in order.</summary>
    public string ServersAsked => string.Join(' ', Asked.Select(Number));

    public static int Number(ScriptedTransport.Exchange exchange) => exchange.Server.Address.GetAddressBytes()[^1];

    /// <summary>Name servers 10.0.0.1, 10.0.0.2 ..., with so many rounds, and all the time there is.</summary>
    public static Action<HeadlessPeersOptions> Servers(int count, int attempts = 1, Action<HeadlessPeersOptions>? more = null) => options =>
    {
        for (var i = 1; i <= count; i++)
        {
            options.NameServers.Add($"10.0.0.{i}");
        }

        options.Attempts = attempts;
        options.AttemptTimeout = TimeSpan.FromHours(1);
        options.LookupTimeout = TimeSpan.FromDays(2);
        more?.Invoke(options);
    };

    /// <summary>The short name "web", which the search list of a pod completes.</summary>
    public static void ShortName(HeadlessPeersOptions options)
    {
        options.ServiceName = "web";
        AddSearch(options);
    }

    public static IPEndPoint Server(string address) => new(IPAddress.Parse(address), 53);

    /// <summary>Starts a lookup; time stands still.</summary>
    public Task<LookupReport> Start(bool hedge = true, CancellationToken? cancellationToken = null, bool probes = false) =>
        Lookup.AskAsync(new LookupMode(hedge) { Probes = probes }, cancellationToken ?? TestContext.Current.CancellationToken).AsTask();

    /// <summary>Lets time pass until something is true.</summary>
    public Task UntilAsync(Func<bool> isTrue, TimeSpan? step = null) => Waiting.UntilAsync(isTrue, () =>
    {
        if (step is { } some && Transport.IsSilent)
        {
            Time.Advance(some);
        }
    });

    /// <summary>Runs a lookup while time passes as fast as it has to.</summary>
    public async Task<LookupReport> AskAsync(bool hedge = true)
    {
        var asking = Lookup.AskAsync(new LookupMode(hedge), TestContext.Current.CancellationToken).AsTask();
        await Clock.RunAsync(Time, asking, () => Transport.IsSilent);
        return await asking;
    }

    private static void AddSearch(HeadlessPeersOptions options)
    {
        foreach (var domain in Search)
        {
            options.SearchDomains.Add(domain);
        }
    }
}
