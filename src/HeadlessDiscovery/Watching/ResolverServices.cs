using System.Net;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessDiscovery.Watching;

/// <summary>What a resolver needs from its surroundings; the defaults are the real ones.</summary>
internal sealed record ResolverServices
{
    // It keeps nothing: all resolvers of the process share it.
    private static readonly NetworkTransport Network = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock of the timers that wake the loops: all resolvers of the process share those of the machine's clock.</summary>
    public TimeProvider Timers => Time == TimeProvider.System ? SharedTimers.OfProcess : Time;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    public ResolverMetrics Metrics { get; init; } = ResolverMetrics.OfProcess;

    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public Func<IEnumerable<IPAddress>> Interfaces { get; init; } = MachineAddresses.List;

    public Func<IDnsTransport> NewTransport { get; init; } = static () => Network;

    /// <summary>What each lookup passes through, for whoever counts them.</summary>
    public Func<IPeerLookup, IPeerLookup> Around { get; init; } = static lookup => lookup;

    public Func<double> Random { get; init; } = static () => System.Random.Shared.NextDouble();

    /// <summary>Whether the loop continues on the thread that wakes it, instead of on the thread pool: for a simulation in virtual time, where one thread runs everything in one order.</summary>
    public bool IsSingleThreaded { get; init; }
}
