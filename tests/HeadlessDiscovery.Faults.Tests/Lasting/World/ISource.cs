using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>Something that has an answer to each query: a replica of the cluster's DNS, several of them, or a cache before one.</summary>
internal interface ISource
{
    /// <summary>The answer at this moment; the dice are those of the query.</summary>
    Reply Answer(DnsQuestion question, Random dice);
}
