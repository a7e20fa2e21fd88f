using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>Information from the name servers of one lookup in addition to the lookup itself, for <see cref="DiagnosisEvidence.Inspection"/>.</summary>
public sealed class ServerInspection
{
    /// <summary>Each name server, in the order of the configuration.</summary>
    public ImmutableArray<NameServerFacts> Servers { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The names of an address that looks virtual; empty if none does, or if no server could be queried.</summary>
    public ImmutableArray<ReverseName> ReverseNames { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>Information that one name server returned about itself and about the cluster zone.</summary>
public sealed record NameServerFacts
{
    /// <summary>Creates an entry for one server, without any information yet.</summary>
    /// <param name="server">The server.</param>
    /// <exception cref="ArgumentNullException"><paramref name="server"/> is null.</exception>
    public NameServerFacts(IPEndPoint server)
    {
        ArgumentNullException.ThrowIfNull(server);
        Server = server;
    }

    /// <summary>The server that was queried; several replicas may be behind it.</summary>
    public IPEndPoint Server { get; init; }

    /// <summary>The replicas that answered, identified by <c>hostname.bind</c> (TXT, class CH), each once.</summary>
    /// <value>Empty if the server does not answer it: CoreDNS only does with its <c>chaos</c> plugin.</value>
    public ImmutableArray<string> HostNames { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The replicas that answered, identified by <c>id.server</c> (TXT, class CH), each once.</summary>
    /// <value>Empty if the server does not answer it.</value>
    public ImmutableArray<string> Ids { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The serials of the SOA record of the cluster zone, one per query, in the order of the queries.</summary>
    /// <value>Empty if no cluster zone is known or the server has no such record. A serial of CoreDNS is a Unix time: that of the last change that the replica saw, or of its own start.</value>
    public ImmutableArray<uint> Serials { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <summary>The names of an address (PTR).</summary>
public sealed record ReverseName
{
    /// <summary>Creates an entry for one address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="names">Its names, fully qualified; empty if it has none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public ReverseName(IPAddress address, ImmutableArray<string> names)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        Names = names;
    }

    /// <summary>The address.</summary>
    public IPAddress Address { get; init; }

    /// <summary>Its names, fully qualified and sorted; empty if it has none.</summary>
    public ImmutableArray<string> Names { get; init => field = value.IsDefault ? [] : value; } = [];
}
