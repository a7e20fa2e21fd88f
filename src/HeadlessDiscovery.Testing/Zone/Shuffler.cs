using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Zone;

/// <summary>The randomness of the server: the order of records, and the replica that answers. The same seed gives the same sequence.</summary>
internal sealed class Shuffler(int? seed)
{
    // The number of endpoints that Kubernetes puts into one EndpointSlice.
    private const int SliceSize = 100;

    private readonly Lock gate = new();
    private readonly Random random = seed is { } value ? new Random(value) : new Random();

    public int Next(int below)
    {
        lock (gate)
        {
            return random.Next(below);
        }
    }

    /// <summary>CoreDNS's `loadbalance` shuffles addresses; CNAME and the rest keep their order, before them.
    /// SRV records come slice by slice, and CoreDNS reads the EndpointSlices of a service in a random order.</summary>
    public ZoneAnswer Shuffle(ZoneAnswer answer) => answer with { Answers = Shuffle(answer.Answers), Additional = Shuffle(answer.Additional) };

    private IReadOnlyList<DnsRecord> Shuffle(IReadOnlyList<DnsRecord> records)
    {
        if (records.Count < 2)
        {
            return records;
        }

        var addresses = records.Where(IsAddress).ToArray();
        lock (gate)
        {
            random.Shuffle(addresses);
        }

        return addresses.Length == records.Count ? addresses : [.. Slices(records.Where(r => !IsAddress(r))), .. addresses];
    }

    private IEnumerable<DnsRecord> Slices(IEnumerable<DnsRecord> records)
    {
        DnsRecord[][] slices = [.. records.Chunk(SliceSize)];
        if (slices.Length > 1)
        {
            lock (gate)
            {
                random.Shuffle(slices);
            }
        }

        return slices.SelectMany(s => s);
    }

    private static bool IsAddress(DnsRecord record) => record.Type is RecordType.A or RecordType.Aaaa;
}
