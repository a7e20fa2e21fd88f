using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>What comes of a query in place of the honest answer; null where that comes.</summary>
/// <param name="query">The query.</param>
/// <param name="dice">The dice of the query.</param>
/// <param name="honest">The honest answer, for those that are only late.</param>
internal delegate Task<DnsExchange>? Fault(Query query, Random dice, Func<DnsExchange> honest, LastingWorld world, CancellationToken cancellationToken);
