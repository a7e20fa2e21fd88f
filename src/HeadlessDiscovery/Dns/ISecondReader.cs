using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>A reader of DNS that shares no code with ours, for a second opinion. The real network has one, a script in tests need not.</summary>
internal interface ISecondReader
{
    /// <summary>The addresses that one server gives for a name, sorted and distinct, without those that no peer can have; null where it cannot read them.</summary>
    ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);
}
