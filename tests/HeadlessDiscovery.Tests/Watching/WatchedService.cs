using System.Collections.Concurrent;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>A real resolver of "web" over a scripted answer and a fake clock.</summary>
internal sealed class WatchedService : IAsyncDisposable
{
    private const string Service = "web.shop.svc.cluster.local.";

    private readonly SemaphoreSlim asked = new(0);
    private readonly ConcurrentDictionary<string, string> named = new();
    private volatile Exception? failure;
    private volatile string word = "A:10.0.0.1,10.0.0.2";

    public WatchedService(Action<HeadlessPeersOptions>? configure = null, Func<ResolverServices, ResolverServices>? services = null, FakeTimeProvider? time = null, string name = "web")
    {
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var options = new HeadlessPeersOptions { ServiceName = Service, ResolvConfPath = "/nowhere/resolv.conf", Family = PeerFamily.IPv4, RefreshJitter = 0 };
        options.NameServers.Add("10.96.0.10");
        configure?.Invoke(options);
        Transport = new ScriptedTransport(async (exchange, cancellationToken) =>
        {
            var said = named.TryGetValue(exchange.Question.Name, out var own) ? own : word;
            if (IsBeside(exchange))
            {
                // The server knows no names of pods, unless the test says otherwise.
                return await Words.Answer(own ?? "NXDOMAIN", exchange.Question, exchange.Options, cancellationToken);
            }

            try
            {
                return failure is not null ? throw failure
                    : Ttl != 5 && said.StartsWith("A:", StringComparison.Ordinal) ? DnsExchange.Of(FakeDnsMessage.Addresses(exchange.Question, Ttl, said[2..].Split(',')))
                    : await Words.Answer(said, exchange.Question, exchange.Options, cancellationToken);
            }
            finally
            {
                asked.Release();
            }
        });
        var defaults = new ResolverServices { Time = Time, Logger = Logger, NewTransport = () => Transport, Variable = _ => null, Interfaces = () => [], Random = () => 0.5 };
        Resolver = new PeerResolver(name, options, services?.Invoke(defaults) ?? defaults);
    }

    public FakeTimeProvider Time { get; }

    public FakeLogger Logger { get; } = new();

    public ScriptedTransport Transport { get; }

    public PeerResolver Resolver { get; }

    /// <summary>The TTL of an answer with addresses.</summary>
    public uint Ttl { get; init; } = 5;

    /// <summary>The queries of lookups; those for names of pods are beside them.</summary>
    public int Lookups => Transport.Asked.Count(exchange => !IsBeside(exchange));

    public IEnumerable<string> Logged => Logger.Collector.GetSnapshot().Select(record => $"{record.Level} {record.Id.Id}: {record.Message}");

    /// <summary>What the server answers from now on, in the words of search.json.</summary>
    public void Answers(string next) => word = next;

    /// <summary>What the server answers for one name from now on.</summary>
    public void AnswersFor(string name, string next) => named[name] = next;

    /// <summary>Lets the transport throw what a transport never should.</summary>
    public void Throws(Exception? exception) => failure = exception;

    /// <summary>Waits until one more answer was given.</summary>
    public Task AskedAsync() => asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>Lets time pass, and waits until the lookup that falls due was answered and applied.</summary>
    public async Task NextAsync(double seconds)
    {
        var before = Resolver.Current;
        var told = Told;
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await AskedAsync();
        await UntilReplacedAsync(before);
        await UntilToldAsync(told);
    }

    /// <summary>Waits until the snapshot is another object, which every lookup makes it.</summary>
    public Task UntilReplacedAsync(PeerSnapshot before) => Waiting.UntilAsync(() => !ReferenceEquals(before, Resolver.Current));

    /// <summary>Waits until each lookup that was begun is told of.</summary>
    public Task UntilAtRestAsync() => Waiting.UntilAsync(() => Told == Lookups);

    /// <summary>Waits for the first lookup, which a handler may have begun, and which may have ended, before.</summary>
    public async Task<PeerSnapshot> FirstAsync()
    {
        var reader = Resolver.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reader.DisposeAsync();
        await AskedAsync();
        await UntilReplacedAsync(PeerSnapshot.Unresolved);
        await UntilToldAsync(0);
        return Resolver.Current;
    }

    // The last word of a turn is its Debug line; it comes after the publication.
    private int Told => Logger.Collector.GetSnapshot().Count(record => record.Id.Id == 6);

    private static bool IsBeside(ScriptedTransport.Exchange exchange) => ScriptedTransport.IsOtherName(exchange.Question, Service);

    private Task UntilToldAsync(int before) => Waiting.UntilAsync(() => Told != before);

    public ValueTask DisposeAsync() => Resolver.DisposeAsync();
}
