using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Simulation.World;

/// <summary>A pod that looks for its peers: its client, what that asks, and what it lists.</summary>
internal sealed class Watcher : IDnsTransport, ILogger
{
    private readonly ServiceWorld world;
    private readonly List<int> list = [];
    private readonly StartWait wait;
    private Client? client;
    private long version = -1;
    private bool hasFirst;

    public Watcher(ServiceWorld world, int pod, int address, int node, int seed)
    {
        (this.world, Pod, Address, Node, Dice) = (world, pod, address, node, new Random(seed));
        Sight = new Sight(world);
        wait = new StartWait(this);
    }

    public int Pod { get; }

    /// <summary>The number of its address.</summary>
    public int Address { get; }

    public int Node { get; }

    public Random Dice { get; }

    public ServiceWorld World => world;

    public Sight Sight { get; }

    public Client Client => client!;

    public bool IsRunning => client is not null;

    /// <summary>Whether its slice lists it.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>Whether a version was followed by a lower one.</summary>
    public bool HasGoneBack { get; private set; }

    /// <summary>Queries beside the set in this minute, and of the set.</summary>
    public (long Minute, int Beside, int Set) Asked { get; private set; }

    public void Start(Policy policy)
    {
        client = policy.New(this);
        client.Start();
        wait.Start();
    }

    /// <summary>Takes over what the client lists now.</summary>
    public void Look()
    {
        if (client is null || client.Version == version)
        {
            return;
        }

        HasGoneBack |= client.Version < version;
        version = client.Version;
        list.Clear();
        client.Read(list);
        var isFirst = !hasFirst && client.IsResolved;
        hasFirst |= client.IsResolved;
        Sight.List(list, this);
        wait.Listed(list.Count);
        if (isFirst && world.Alive > 1 && list.TrueForAll(one => one == Address))
        {
            world.Account.AloneAtStart++;
        }
    }

    /// <summary>Whether a connection to an address succeeds.</summary>
    public bool Reaches(int address) => world.IsAlive[address];

    /// <summary>A connection to a peer failed.</summary>
    public void Fail(int address)
    {
        if (client is not null && Sight.IsListed(address) && !world.IsAlive[address])
        {
            world.Time.Running = this;
            client.Failed(address);
        }
    }

    public void End()
    {
        client?.Dispose();
        client = null;
        Sight.Close();
    }

    public ValueTask<DnsExchange> ExchangeAsync(DnsQuestion question, IPEndPoint server, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        world.CountQuery();
        if (!options.Tcp)
        {
            var isSet = Faults.Tests.Lasting.World.Names.KindOf(question.Name, question.Type) == Faults.Tests.Lasting.World.QueryKind.Set;
            var minute = world.Now.Ticks / TimeSpan.TicksPerMinute;
            var (last, beside, set) = Asked;
            (beside, set) = last == minute ? (beside, set) : (0, 0);
            Asked = (minute, beside + (isSet ? 0 : 1), set + (isSet ? 1 : 0));
        }

        return world.Send(this, question, options, cancellationToken);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning)
        {
            world.Account.Warnings++;
            world.Say($"pod {Pod} warns: {formatter(state, exception)}");
        }
    }
}
