using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery;

/// <summary>The resolver configuration as it was understood: resolv.conf with what the options replace.</summary>
public sealed class ResolverConfiguration
{
    private static readonly IPAddress DockerAddress = IPAddress.Parse("127.0.0.11");

    /// <summary>The file that was read; <see langword="null"/> where the options need none.</summary>
    public string? Path { get; init; }

    /// <summary>The name servers in the order of asking; empty where none is configured, and none is invented.</summary>
    public ImmutableArray<IPEndPoint> NameServers { get; init; } = [];

    /// <summary>Whether the only name server is the embedded one of Docker, which has this address in every container and nowhere else.</summary>
    internal bool IsDocker => !NameServers.IsDefaultOrEmpty && NameServers.All(IsDockerServer);

    /// <summary>Whether a server is the embedded one of Docker.</summary>
    internal static bool IsDockerServer(IPEndPoint server) => server.Address.Equals(DockerAddress);

    /// <summary>The search domains in order, without trailing dots; <c>.</c> stands for the unqualified name.</summary>
    public ImmutableArray<string> Search { get; init; } = [];

    /// <summary>How many dots make a name be tried as it is first: 0 to 15.</summary>
    public int Ndots { get; init; }

    /// <summary>How long one try on one server may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How many rounds over the servers one question may take.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether the first server rotates from lookup to lookup.</summary>
    public bool Rotate { get; init; }

    /// <summary>Whether every question goes over TCP.</summary>
    public bool UseTcp { get; init; }

    /// <summary>Whether A and AAAA are asked one after the other.</summary>
    public bool SingleRequest { get; init; }

    /// <summary>Whether AAAA is never asked.</summary>
    public bool NoAaaa { get; init; }

    /// <summary>Whether the file is read only once.</summary>
    public bool NoReload { get; init; }

    /// <summary>Whether the unqualified name of one label is left out.</summary>
    public bool NoTldQuery { get; init; }

    /// <summary>What was ignored or is missing, in the order of the file.</summary>
    public ImmutableArray<ConfigurationDiagnostic> Diagnostics { get; init; } = [];
}
