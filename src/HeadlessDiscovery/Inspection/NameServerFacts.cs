using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>What one name server says about itself, and about the cluster zone.</summary>
public sealed record NameServerFacts
{
    /// <summary>Makes the facts of one server; nothing is known about it yet.</summary>
    /// <param name="server">The server.</param>
    /// <exception cref="ArgumentNullException"><paramref name="server"/> is null.</exception>
    public NameServerFacts(IPEndPoint server)
    {
        ArgumentNullException.ThrowIfNull(server);
        Server = server;
    }

    /// <summary>The server that was queried; several replicas may be behind it.</summary>
    public IPEndPoint Server { get; init; }

    /// <summary>Which replicas answered, by <c>hostname.bind</c> (TXT, class CH), each once.</summary>
    /// <value>Empty where the server does not answer it: CoreDNS does with its <c>chaos</c> plugin only.</value>
    public ImmutableArray<string> HostNames { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Which replicas answered, by <c>id.server</c> (TXT, class CH), each once.</summary>
    /// <value>Empty where the server does not answer it.</value>
    public ImmutableArray<string> Ids { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The serials of the SOA record of the cluster zone, one a query, in the order of the queries.</summary>
    /// <value>Empty where no cluster zone is known or the server has no such record. A serial of CoreDNS is a Unix time: that of the last change that the replica saw, or of its own start.</value>
    public ImmutableArray<uint> Serials { get; init => field = value.IsDefault ? [] : value; } = [];
}
