using System.Collections.Immutable;
using System.Net;
using System.Runtime.InteropServices;

namespace HeadlessDiscovery.Dns;

/// <summary>The addresses in the additional section, by owner; and those that no peer can have.</summary>
internal sealed class Glue
{
    private const int None = -1;

    // One chain for each owner through one list, in the order of the message: what is allocated grows with the records, whoever owns them.
    private readonly Dictionary<string, Chain> chains = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Link> links = [];

    public Glue(DnsMessage message, bool serverIsLoopback)
    {
        var count = message.Count(DnsSection.Additional);
        for (var i = 0; i < count; i++)
        {
            if (message.TypeOf(DnsSection.Additional, i) is not (DnsRecordType.A or DnsRecordType.Aaaa))
            {
                continue;
            }

            var record = message.Record(DnsSection.Additional, i);
            if (record is { Class: DnsRecord.ClassIn, Address: not null } && record.DataLength == PeerAddress.DataLength(record.Type))
            {
                Add(record.Owner, record.Address, PeerAddress.IsUsable(record.Address, serverIsLoopback));
            }
        }
    }

    public ServiceTarget Target(string host, ushort port)
    {
        if (!chains.TryGetValue(host, out var chain))
        {
            return new ServiceTarget(host, port, [], []);
        }

        var usable = new IPAddress[chain.Usable];
        var leftOut = chain.LeftOut == 0 ? [] : new IPAddress[chain.LeftOut];
        var (nextUsable, nextLeftOut) = (0, 0);
        for (var at = chain.First; at != None; at = links[at].Next)
        {
            var link = links[at];
            if (link.IsUsable)
            {
                usable[nextUsable++] = link.Address;
            }
            else
            {
                leftOut[nextLeftOut++] = link.Address;
            }
        }

        return new ServiceTarget(host, port, ImmutableCollectionsMarshal.AsImmutableArray(usable), ImmutableCollectionsMarshal.AsImmutableArray(leftOut));
    }

    private void Add(string owner, IPAddress address, bool isUsable)
    {
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(chains, owner, out var exists);
        if (exists)
        {
            links[chain.Last] = links[chain.Last] with { Next = links.Count };
        }
        else
        {
            chain.First = links.Count;
        }

        chain.Last = links.Count;
        chain.Usable += isUsable ? 1 : 0;
        chain.LeftOut += isUsable ? 0 : 1;
        links.Add(new Link(address, isUsable, None));
    }

    private struct Chain
    {
        public int First;
        public int Last;
        public int Usable;
        public int LeftOut;
    }

    private readonly record struct Link(IPAddress Address, bool IsUsable, int Next);
}
