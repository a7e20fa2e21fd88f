using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HeadlessDiscovery.Telemetry;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>Makes one resolver per name, from its named options, and disposes them all.</summary>
internal sealed class PeerResolverFactory : IPeerResolverFactory, IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<PeerResolver>> resolvers = new(StringComparer.Ordinal);
    private readonly IOptionsMonitor<HeadlessPeersOptions> options;
    private readonly IOptionsMonitorCache<HeadlessPeersOptions> read;
    private readonly HeadlessPeersRegistry registry;
    private readonly IgnoredReloads reloads;
    private readonly ResolverServices services;
    private volatile bool isDisposed;

    public PeerResolverFactory(IServiceProvider provider)
    {
        options = provider.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>();
        read = provider.GetRequiredService<IOptionsMonitorCache<HeadlessPeersOptions>>();
        registry = provider.GetRequiredService<HeadlessPeersRegistry>();
        var defaults = new ResolverServices();
        services = defaults with
        {
            Time = provider.GetService<TimeProvider>() ?? defaults.Time,
            Logger = provider.GetService<ILoggerFactory>()?.CreateLogger(nameof(HeadlessDiscovery)) ?? defaults.Logger,
            Metrics = provider.GetService<IMeterFactory>() is { } meters ? new ResolverMetrics(meters) : defaults.Metrics,
            Variable = Variables(provider.GetService<IConfiguration>(), defaults.Variable),
        };
        reloads = new IgnoredReloads(options, Known, services.Logger);
    }

    public IPeerResolver Get(string name) => Resolver(name);

    public PeerResolver Resolver(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var resolver = resolvers.GetOrAdd(name, static (key, self) => new Lazy<PeerResolver>(() => self.New(key)), this).Value;
        if (isDisposed)
        {
            // It was being made while the others were disposed.
            resolver.Dispose();
            throw new ObjectDisposedException(nameof(IPeerResolverFactory));
        }

        return resolver;
    }

    public async ValueTask<bool> ReleaseAsync(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (registry.Names.Contains(name, StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"'{name}' is registered, so its resolver lives as long as the container: only resolvers created by {nameof(IPeerResolverFactory)}.{nameof(Get)} can be released.");
        }

        if (!resolvers.TryRemove(name, out var made))
        {
            return false;
        }

        read.TryRemove(name);
        PeerResolver resolver;
        try
        {
            // Where it is just being made, this waits for it: nobody may be left with one that is never disposed.
            resolver = made.Value;
        }
        catch (OptionsValidationException)
        {
            // It was never made; those who asked for it got this exception.
            return false;
        }

        await resolver.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    public void Dispose()
    {
        foreach (var resolver in Made())
        {
            resolver.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resolver in Made())
        {
            await resolver.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The host's configuration holds the environment, and may hold what the environment cannot: one POD_IP per application of a test.
    private static Func<string, string?> Variables(IConfiguration? configuration, Func<string, string?> environment) =>
        name => configuration?[name] is { Length: > 0 } value ? value : environment(name);

    private PeerResolver? Known(string name) => resolvers.TryGetValue(name, out var made) && made.IsValueCreated ? made.Value : null;

    private PeerResolver New(string name) => new(name, options.Get(name), services);

    private IEnumerable<PeerResolver> Made()
    {
        isDisposed = true;
        reloads.Dispose();
        return resolvers.Values.Where(made => made.IsValueCreated).Select(made => made.Value);
    }
}
