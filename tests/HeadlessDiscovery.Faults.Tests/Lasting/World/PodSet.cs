using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>The ready pods at one moment, and the records that a server has of them.</summary>
internal sealed class PodSet
{
    private readonly Lazy<Dictionary<string, List<IPAddress>>> owns;
    private readonly Lazy<DnsRecord[]> v4;
    private readonly Lazy<DnsRecord[]> v6;
    private readonly Lazy<(DnsRecord[] Targets, DnsRecord[] Glue)> services;

    public PodSet(IReadOnlyList<Pod> pods)
    {
        Pods = pods;
        Addresses = [.. pods.SelectMany(pod => pod.Addresses)];
        owns = new(() => OwnNames(pods));
        v4 = new(() => [.. Records(AddressFamily.InterNetwork)]);
        v6 = new(() => [.. Records(AddressFamily.InterNetworkV6)]);
        services = new(Services);
    }

    public static PodSet None { get; } = new([]);

    public IReadOnlyList<Pod> Pods { get; }

    public HashSet<IPAddress> Addresses { get; }

    public DnsRecord[] Set(DnsRecordType type) => type == DnsRecordType.A ? v4.Value : v6.Value;

    /// <summary>The SRV records of the service's own name, and their glue.</summary>
    public (DnsRecord[] Targets, DnsRecord[] Glue) ServiceRecords => services.Value;

    /// <summary>The addresses at the own name of an endpoint; null where no endpoint has that name.</summary>
    public IReadOnlyList<IPAddress>? Own(string label) => owns.Value.GetValueOrDefault(label);

    private static Dictionary<string, List<IPAddress>> OwnNames(IReadOnlyList<Pod> pods)
    {
        var names = new Dictionary<string, List<IPAddress>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (label, address) in pods.SelectMany(pod => pod.Addresses.Select(address => (pod.Label(address), address))))
        {
            if (!names.TryGetValue(label, out var addresses))
            {
                names.Add(label, addresses = []);
            }

            addresses.Add(address);
        }

        return names;
    }

    private IEnumerable<DnsRecord> Records(AddressFamily family) => Pods
        .SelectMany(pod => pod.Addresses)
        .Where(address => address.AddressFamily == family)
        .Select(address => Reply.AddressRecord(Names.Service, address));

    private (DnsRecord[] Targets, DnsRecord[] Glue) Services() => (
        [.. owns.Value.Keys.Select(label => new DnsRecord { Owner = Names.Service, Type = DnsRecordType.Srv, Class = DnsRecord.ClassIn, Target = Names.Own(label), Port = 8080 })],
        [.. owns.Value.SelectMany(own => own.Value.Select(address => Reply.AddressRecord(Names.Own(own.Key), address)))]);
}
