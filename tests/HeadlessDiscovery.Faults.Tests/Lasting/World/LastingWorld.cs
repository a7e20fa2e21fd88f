using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Simulation;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>One run: what is true and when, the name servers, and a resolver with default options whose list is held against it.</summary>
internal sealed class LastingWorld : IDnsTransport, IDisposable
{
    private readonly int seed;
    private readonly string directory = Directory.CreateTempSubdirectory("lasting").FullName;
    private readonly Simulator simulator;
    private readonly Lock gate = new();
    private readonly List<Query> queries = [];
    private readonly List<Server> servers = [];
    private readonly FakeLogCollector logs;
    private readonly Ledger ledger;
    private PeerResolver? resolver;

    public LastingWorld(int seed, Action<string>? tell = null)
    {
        this.seed = seed;
        Tell = tell;
        Random = new Random(seed);
        simulator = new Simulator(Time, Rest.Await);
        logs = FakeLogCollector.Create(new FakeLogCollectorOptions { TimeProvider = Time, FilteredLevels = new HashSet<LogLevel> { LogLevel.Information, LogLevel.Warning, LogLevel.Error } });
        ledger = new Ledger(this);
        Truth.Changed = (before, after) => ledger.Changed(before, after);
    }

    /// <summary>Told of each query, answer and version, in a line each; null where nobody listens.</summary>
    public Action<string>? Tell { get; }

    public SimulatedTime Time { get; } = new();

    public TimeSpan Now => Time.Elapsed;

    public Random Random { get; }

    public Truth Truth { get; } = new();

    public string Search { get; set; } = "search shop.svc.cluster.local svc.cluster.local cluster.local";

    public string ResolverOptions { get; set; } = "ndots:5";

    public PeerResolver Resolver => resolver ?? throw new InvalidOperationException("The resolver was not started.");

    public Dictionary<string, double> Marks { get; } = [];

    /// <summary>Called when an address enters or leaves the list; with true where it enters.</summary>
    public Action<IPAddress, bool>? Moved { get; set; }

    /// <summary>Called whenever all is at rest.</summary>
    public Action? Rested { get; set; }

    /// <summary>Called when a query reaches a server.</summary>
    public Action<Query>? Asked { get; set; }

    public IReadOnlyList<FakeLogRecord> Logged => logs.GetSnapshot();

    /// <summary>What reached the servers so far.</summary>
    public IReadOnlyList<Query> Queries
    {
        get
        {
            lock (gate)
            {
                return [.. queries];
            }
        }
    }

    /// <summary>A replica that knows the truth, or how it was some time ago.</summary>
    public Replica Honest(TimeSpan lag = default, uint ttl = 5) => new(() => Truth.At(Now - lag)) { Ttl = ttl };

    /// <summary>A replica that stands still since a moment.</summary>
    public Replica Frozen(TimeSpan since, uint ttl = 5) => new(() => Truth.At(Now < since ? Now : since)) { Ttl = ttl };

    public Server Serve(ISource source, string? address = null)
    {
        var server = new Server(address ?? $"10.96.0.{10 * (servers.Count + 1)}", source);
        servers.Add(server);
        return server;
    }

    public void SetPods(params IReadOnlyList<Pod> pods) => Truth.Set(Now, pods);

    /// <summary>As it was before the run began.</summary>
    public void SetPodsBefore(TimeSpan ago, IReadOnlyList<Pod> pods) => Truth.Set(-ago, pods);

    public void At(double seconds, Action happens) => simulator.At(TimeSpan.FromSeconds(seconds), happens);

    /// <summary>A moment of some length from now on, by chance.</summary>
    public double Within(double seconds) => Math.Round(Random.NextDouble() * seconds, 3);

    /// <summary>Starts the resolver as a client of the service, unless the options say otherwise.</summary>
    public PeerResolver Start(Action<HeadlessPeersOptions>? configure = null)
    {
        var file = Path.Combine(directory, "resolv.conf");
        File.WriteAllText(file, $"{Search}\n{string.Concat(servers.Select(server => $"nameserver {server}\n"))}options {ResolverOptions}\n");
        var options = new HeadlessPeersOptions { ServiceName = "web", ResolvConfPath = file, Membership = PeerMembership.Client, Family = PeerFamily.IPv4 };
        configure?.Invoke(options);
        resolver = new PeerResolver("web", options, new ResolverServices
        {
            Time = Time,
            Logger = new FakeLogger(logs),
            NewTransport = () => this,
            Variable = _ => null,
            Interfaces = () => [],
            Random = new Random(seed + 1).NextDouble,
        });

        // Not before all is set up: the first call starts the loop, on another thread.
        simulator.At(Now, () => ledger.Begin(resolver, options.Family));
        return resolver;
    }

    /// <summary>Lets time pass up to a moment of the run.</summary>
    public void RunTo(double seconds) => simulator.Run(TimeSpan.FromSeconds(seconds), Look);

    /// <summary>Counts the seconds between two moments in which something does not hold.</summary>
    public void Demand(string mark, double from, double to, Func<PeerSnapshot, bool> holds) => ledger.Demand(mark, TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), holds);

    /// <summary>The seconds from a moment until something holds for the first time; that of the end where it never does.</summary>
    public void Await(string mark, double from, Func<PeerSnapshot, bool> holds) => ledger.Await(mark, TimeSpan.FromSeconds(from), holds);

    /// <summary>Notes after how many seconds the first answer was there, and with how many peers.</summary>
    public void GetPeers() => simulator.At(Now, () => _ = GetPeersAsync());

    /// <summary>Waits for members from now on; notes after how many seconds, and with what reason it ended.</summary>
    public void WaitForPeers(int minimum) => simulator.At(Now, () => _ = WaitForPeersAsync(minimum));

    /// <summary>Reports a pod as unreachable.</summary>
    public void Report(Pod pod)
    {
        Say($"reported: {pod.Addresses.First()}");
        Resolver.ReportUnreachable(new Peer(pod.Addresses.First()));
    }

    /// <summary>Notes a number for the tests.</summary>
    public void Mark(string mark, double value) => Marks[mark] = value;

    /// <summary>Ends the run.</summary>
    public LastingAccount Account(string variant)
    {
        var account = ledger.Close(variant, seed, logs, servers, Queries, Marks);
        try
        {
            Resolver.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return account;
        }
        catch (Exception exception)
        {
            // Whatever it is, the loop has ended by it before it was told to.
            return account with { Broke = exception.ToString() };
        }
    }

    public void Say(string line) => Tell?.Invoke(FormattableString.Invariant($"{Now.TotalSeconds,9:0.000} {line}"));

    public async ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        var asked = servers.Find(one => one.At.Equals(server)) ?? throw new InvalidOperationException($"Nobody is at {server}.");
        var query = new Query(Now, asked, question, options, asked.Meet(question));
        lock (gate)
        {
            queries.Add(query);
        }

        Asked?.Invoke(query);
        Say($"{asked} <- {question.TypeText} {question.Name}{(options.Tcp ? " over TCP" : string.Empty)}");
        await Task.Yield();

        // Two queries may be on their way at once: their dice must not depend on which is first.
        var dice = new Random(HashCode(asked, question, query.Ordinal));
        DnsExchange Honest() => Wire.Send(question, asked.Source.Answer(question, dice), options, dice);
        var exchange = asked.Fault?.Invoke(query, dice, Honest, this, cancellationToken) is { } faulty ? await faulty : Honest();
        Say($"{asked} -> {question.TypeText} {question.Name}: {Words(exchange)}");
        return exchange;
    }

    public void Dispose()
    {
        resolver?.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private void Look()
    {
        ledger.Look();
        Rested?.Invoke();
    }

    private async Task GetPeersAsync()
    {
        var peers = await Resolver.GetPeersAsync();
        Mark(Marked.FirstAnswer, Now.TotalSeconds);
        Mark(Marked.FirstCount, peers.Count);
    }

    private async Task WaitForPeersAsync(int minimum)
    {
        var from = Now;
        var readiness = await Resolver.WaitForPeersAsync(minimum, timeProvider: Time);
        Mark(Marked.Readiness, (int)readiness.Reason);
        Mark(Marked.ReadyAfter, (Now - from).TotalSeconds);
    }

    private static string Words(DnsExchange exchange)
    {
        if (exchange.Message is not { } message)
        {
            return exchange.Failure.ToString();
        }

        var count = message.Count(DnsSection.Answer);
        var records = Enumerable.Range(0, Math.Min(count, 12)).Select(i => message.Record(DnsSection.Answer, i)).ToArray();
        var ttl = count > 0 ? $" ttl {records[0].Ttl}" : message.Count(DnsSection.Authority) > 0 ? $" soa {message.Record(DnsSection.Authority, 0).Ttl}" : string.Empty;
        return $"code {message.ResponseCode}{(message.IsTruncated ? " tc" : string.Empty)} {count} records{ttl} {string.Join(' ', records.Select(record => record.Address?.ToString() ?? record.Target))}";
    }

    // A string's own hash differs from process to process.
    private int HashCode(Server server, DnsQuestion question, int ordinal)
    {
        var hash = unchecked((uint)seed * 16777619);
        foreach (var letter in $"{server} {question.TypeText} {question.Name} {ordinal}")
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return (int)(hash & int.MaxValue);
    }
}
