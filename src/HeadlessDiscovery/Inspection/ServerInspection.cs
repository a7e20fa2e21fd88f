using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>What the name servers of one lookup said beyond the lookup itself, for <see cref="DiagnosisEvidence.Inspection"/>.</summary>
public sealed class ServerInspection
{
    /// <summary>Each name server, in the order of the configuration.</summary>
    public ImmutableArray<NameServerFacts> Servers { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The names behind an address that looks virtual; empty where none does, or no server could be read.</summary>
    public ImmutableArray<ReverseName> ReverseNames { get; init => field = value.IsDefault ? [] : value; } = [];
}

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

/// <summary>The names that an address leads back to (PTR).</summary>
public sealed record ReverseName
{
    /// <summary>Makes the names of one address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="names">Its names, fully qualified; empty where it has none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public ReverseName(IPAddress address, ImmutableArray<string> names)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        Names = names;
    }

    /// <summary>The address.</summary>
    public IPAddress Address { get; init; }

    /// <summary>Its names, fully qualified and sorted; empty where it has none.</summary>
    public ImmutableArray<string> Names { get; init => field = value.IsDefault ? [] : value; } = [];
}
