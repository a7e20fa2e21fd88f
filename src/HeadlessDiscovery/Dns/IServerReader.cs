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
