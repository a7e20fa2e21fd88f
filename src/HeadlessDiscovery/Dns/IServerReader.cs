using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>Reads what no lookup needs and a diagnosis does. Each is null where the server does not answer it.</summary>
internal interface IServerReader
{
    /// <summary>The serial of a zone.</summary>
    ValueTask<uint?> ReadSerialAsync(string zone, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>A TXT record of class CH, in which servers speak of themselves (RFC 4892).</summary>
    ValueTask<string?> ReadIdentityAsync(string name, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The names behind an address, sorted; empty where the server knows of none.</summary>
    ValueTask<ImmutableArray<string>?> ReadNamesAsync(IPAddress address, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);
}

/// <summary>A reader of DNS that shares no code with ours, for a second opinion. The real network has one, a script in tests need not.</summary>
internal interface ISecondReader
{
    /// <summary>The addresses that one server gives for a name, sorted and distinct, without those that no peer can have; null where it cannot read them.</summary>
    ValueTask<ImmutableArray<IPAddress>?> ReadAsync(DnsQuestion question, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);
}
