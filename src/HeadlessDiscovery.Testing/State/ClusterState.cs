using System.Collections.Frozen;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing.State;

/// <summary>What the API server would know. Every change goes through <see cref="Change"/>; replicas read whole views of it.</summary>
internal sealed class ClusterState(HeadlessServiceServerOptions options)
{
    private readonly Lock gate = new();
    private readonly List<ClusterService> services = [];
    private readonly HashSet<string> namespaces = new(StringComparer.Ordinal) { NameText.Normal(options.Namespace) };
    private readonly Dictionary<string, List<ExtraRecord>> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExtraRecord>> wildcards = new(StringComparer.Ordinal);
    private readonly List<ClusterReplica> watchers = [];
    private DateTimeOffset changedAt = options.TimeProvider.GetUtcNow();
    private long version;

    public HeadlessServiceServerOptions Options { get; } = options;

    public AddressPool Addresses { get; } = new();

    public long Version => Interlocked.Read(ref version);

    public void Change(Action change)
    {
        lock (gate)
        {
            foreach (var watcher in watchers)
            {
                watcher.BeforeChange();
            }

            change();
            changedAt = Options.TimeProvider.GetUtcNow();
            Interlocked.Increment(ref version);
        }
    }

    /// <summary>Notifies a replica of every change from now on.</summary>
    public void Watch(ClusterReplica replica)
    {
        lock (gate)
        {
            watchers.Add(replica);
        }
    }

    public T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    public void Add(ClusterService service) => Change(() =>
    {
        if (services.Exists(s => s.Key == service.Key))
        {
            throw new ArgumentException($"The service '{service.Key}' exists already.", nameof(service));
        }

        services.Add(service);
        namespaces.Add(NameText.Normal(service.Namespace));
    });

    public void Remove(ClusterService service) => Change(() => services.Remove(service));

    public void AddNamespace(string name) => Change(() => namespaces.Add(NameText.Normal(name)));

    public void AddRecord(string name, ExtraRecord record) => Change(() => ListOf(records, name).Add(record));

    public void AddWildcard(string domain, ExtraRecord record) => Change(() => ListOf(wildcards, domain).Add(record));

    public void RemoveRecords(string name) => Change(() => records.Remove(NameText.Normal(name)));

    /// <summary>The zone without the hidden pods, and its version.</summary>
    public (ZoneView View, long Version) View(IReadOnlySet<ClusterPod> hidden) => Read(() => (new ZoneView
    {
        Zone = NameText.Normal(Options.Zone),
        Ttl = Seconds(Options.Ttl),
        NegativeTtl = Options.NegativeTtl is { } ttl ? Seconds(ttl) : null,

        // CoreDNS: the time of the last change that it saw.
        Serial = (uint)changedAt.ToUnixTimeSeconds(),
        Namespaces = namespaces.ToFrozenSet(StringComparer.Ordinal),
        Services = services.ToDictionary(s => s.Key, s => s.View(hidden), StringComparer.Ordinal),
        Records = Copy(records),
        Wildcards = Copy(wildcards),
    }, version));

    public static uint Seconds(TimeSpan ttl) => (uint)Math.Clamp(ttl.TotalSeconds, 0, uint.MaxValue);

    private static List<ExtraRecord> ListOf(Dictionary<string, List<ExtraRecord>> of, string name)
    {
        var key = NameText.Normal(name);
        return of.TryGetValue(key, out var list) ? list : of[key] = [];
    }

    private static Dictionary<string, IReadOnlyList<ExtraRecord>> Copy(Dictionary<string, List<ExtraRecord>> of) =>
        of.ToDictionary(e => e.Key, e => (IReadOnlyList<ExtraRecord>)[.. e.Value], StringComparer.Ordinal);
}
