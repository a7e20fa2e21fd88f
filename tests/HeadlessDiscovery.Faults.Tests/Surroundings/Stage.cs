using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Simulation;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>A resolver of "web" in virtual time, whose answers are words as those of search.json.</summary>
internal sealed class Stage
{
    private const string Service = "web.shop.svc.cluster.local.";

    public Stage(Func<int, string> word, Func<CancellationToken, Task>? before = null, ILogger? logger = null, bool hedges = false)
    {
        Transport = new ScriptedTransport(async (exchange, cancellationToken) =>
        {
            if (before is not null)
            {
                await before(cancellationToken);
            }

            return await Words.Answer(word(exchange.Index), exchange.Question, exchange.Options, cancellationToken);
        })
        {
            IsBeside = static question => ScriptedTransport.IsOtherName(question, Service),
        };
        var options = new HeadlessPeersOptions
        {
            ServiceName = Service,
            ResolvConfPath = "/nowhere/resolv.conf",
            Membership = PeerMembership.Client,
        };
        options.HedgeDelay = hedges ? options.HedgeDelay : Timeout.InfiniteTimeSpan;
        options.NameServers.Add("10.96.0.10");
        Simulator = new Simulator(Time, Rest.Await);
        Resolver = new PeerResolver("web", options, new ResolverServices
        {
            Time = Time,
            Logger = logger ?? NullLogger.Instance,
            NewTransport = () => Transport,
            Variable = _ => null,
            Interfaces = () => [],
            Random = () => 0.5,
        });
    }

    public SimulatedTime Time { get; } = new();

    public Simulator Simulator { get; }

    public ScriptedTransport Transport { get; }

    public PeerResolver Resolver { get; }

    /// <summary>Lets virtual time pass.</summary>
    public void Pass(double seconds) => Simulator.Run(Time.Elapsed + TimeSpan.FromSeconds(seconds), static () => { });
}
