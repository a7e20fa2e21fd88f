using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>The real resolver over a scripted transport whose lookups can be paused.</summary>
internal sealed class ScriptedStage : PeerResolverStage
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim inFlight = new(0);
    private readonly SemaphoreSlim released = new(0);
    private readonly ScriptedTransport transport;
    private readonly PeerResolver resolver;
    private string? word;
    private uint ttl = 5;
    private bool isPaused;

    public ScriptedStage()
    {
        transport = new ScriptedTransport(AnswerAsync);
        var options = new HeadlessPeersOptions
        {
            ServiceName = "web.shop.svc.cluster.local.",
            ResolvConfPath = "/nowhere/resolv.conf",
            Family = PeerFamily.IPv4,
            Port = 5000,
            HedgeDelay = Timeout.InfiniteTimeSpan,
            RemovalConfirmations = 1,
            MassRemovalHold = TimeSpan.Zero,
            MinRefreshInterval = TimeSpan.FromMilliseconds(10),
            MaxRefreshInterval = TimeSpan.FromMilliseconds(20),
        };
        options.NameServers.Add("10.96.0.10");
        resolver = new PeerResolver("web", options, new ResolverServices { NewTransport = () => transport, Variable = _ => null, Interfaces = () => [] });
    }

    public override IPeerResolver Resolver => resolver;

    public override bool ControlsLookups => true;

    public override int MostLookupsAtOnce => transport.MostAtOnce;

    public override Task AnswerAsync(IReadOnlyList<Peer> peers) => Say("A:" + string.Join(',', peers.Select(peer => peer.Address)));

    public override Task AnswerWithoutDifferenceAsync(IReadOnlyList<Peer> peers)
    {
        lock (gate)
        {
            ttl = 30;
        }

        return AnswerAsync(peers);
    }

    public override Task AnswerNobodyAsync() => Say("NXDOMAIN");

    public override Task FailAsync() => Say("SERVFAIL");

    public override Task PauseLookupsAsync()
    {
        lock (gate)
        {
            isPaused = true;
        }

        return Task.CompletedTask;
    }

    public override Task LookupInFlightAsync(CancellationToken cancellationToken) => inFlight.WaitAsync(cancellationToken);

    public override Task ReleaseLookupAsync()
    {
        released.Release();
        return Task.CompletedTask;
    }

    private Task Say(string next)
    {
        lock (gate)
        {
            word = next;
        }

        return Task.CompletedTask;
    }

    private async ValueTask<DnsExchange> AnswerAsync(ScriptedTransport.Exchange exchange, CancellationToken cancellationToken)
    {
        bool waits;
        lock (gate)
        {
            // Until the source has said something it cannot be asked.
            waits = isPaused;
        }

        if (waits)
        {
            inFlight.Release();
            await released.WaitAsync(cancellationToken);
        }

        string now;
        uint seconds;
        lock (gate)
        {
            (now, seconds) = (word ?? "SERVFAIL", ttl);
        }

        return now.StartsWith("A:", StringComparison.Ordinal)
            ? DnsExchange.Of(FakeDnsMessage.Addresses(exchange.Question, seconds, now[2..].Split(',')))
            : await Words.Answer(now, exchange.Question, exchange.Options, cancellationToken);
    }
}
