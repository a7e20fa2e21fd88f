using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>What a server has to say to a query, before it is put on a wire of some size.</summary>
internal sealed record Reply
{
    public int Code { get; init; }

    public DnsRecord[] Answers { get; init; } = [];

    public DnsRecord[] Additionals { get; init; } = [];

    public uint Ttl { get; init; }

    /// <summary>Whether a denial comes with the SOA of the cluster's zone.</summary>
    public bool HasSoa { get; init; } = true;

    /// <summary>The zone of that SOA.</summary>
    public string SoaZone { get; init; } = Names.Zone;

    public bool IsAuthoritative { get; init; } = true;

    public bool IsRecursionAvailable { get; init; }

    /// <summary>Whether the records come in another order each time (CoreDNS, loadbalance plugin).</summary>
    public bool IsShuffled { get; init; }

    public bool IsPositive => Code == 0 && Answers.Any(record => record.Type != DnsRecordType.Cname);

    public bool IsFailure => Code is not (0 or 3);

    public static Reply Failure(int code) => new() { Code = code, HasSoa = false };

    public static Reply NxDomain(uint ttl) => new() { Code = 3, Ttl = ttl };

    /// <summary>What a public resolver says of every name in a cluster.</summary>
    public static Reply NxDomainOfRoot() => new() { Code = 3, Ttl = 5, SoaZone = ".", IsAuthoritative = false, IsRecursionAvailable = true };

    public static Reply NoData(uint ttl) => new() { Ttl = ttl };

    public static Reply NoDataWithoutSoa() => new() { HasSoa = false, IsAuthoritative = false, IsRecursionAvailable = true };

    public static Reply Of(string owner, IEnumerable<IPAddress> addresses, uint ttl) => new() { Answers = [.. addresses.Select(address => AddressRecord(owner, address))], Ttl = ttl };

    public static Reply Alias(string owner, string target, uint ttl) => new()
    {
        Answers = [new DnsRecord { Owner = owner, Type = DnsRecordType.Cname, Class = DnsRecord.ClassIn, Target = target }],
        Ttl = ttl,
        HasSoa = false,
    };

    public static DnsRecord AddressRecord(string owner, IPAddress address)
    {
        var length = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 4 : 16;
        return new DnsRecord { Owner = owner, Type = length == 4 ? DnsRecordType.A : DnsRecordType.Aaaa, Class = DnsRecord.ClassIn, Address = address, DataLength = length };
    }
}
