using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery;

/// <summary>The resolver configuration in use: resolv.conf with the values that the options replace.</summary>
public sealed class ResolverConfiguration
{
    private static readonly IPAddress DockerAddress = IPAddress.Parse("127.0.0.11");

    /// <summary>Creates a configuration without a server.</summary>
    public ResolverConfiguration()
    {
    }

    internal ResolverConfiguration(ResolvConfSwitches switches) => Switches = switches;

    internal ResolverConfiguration(ResolverConfiguration other)
    {
        Path = other.Path;
        NameServers = other.NameServers;
        Search = other.Search;
        Ndots = other.Ndots;
        Timeout = other.Timeout;
        Attempts = other.Attempts;
        Switches = other.Switches;
        Diagnostics = other.Diagnostics;
    }

    /// <summary>The file that was read; <see langword="null"/> if the options need none.</summary>
    public string? Path { get; init; }

    /// <summary>The name servers in the order in which they are queried; empty if none is configured, and none is assumed.</summary>
    public ImmutableArray<IPEndPoint> NameServers { get; init; } = [];

    /// <summary>Whether the only name server is the embedded one of Docker, which has this address in every container and nowhere else.</summary>
    internal bool IsDocker => !NameServers.IsDefaultOrEmpty && NameServers.All(IsDockerServer);

    /// <summary>Whether a server is the embedded one of Docker.</summary>
    internal static bool IsDockerServer(IPEndPoint server) => server.Address.Equals(DockerAddress);

    /// <summary>The search domains in order, without trailing dots; <c>.</c> stands for the unqualified name.</summary>
    public ImmutableArray<string> Search { get; init; } = [];

    /// <summary>The number of dots at which a name is first tried as an absolute name (ndots): 0 to 15.</summary>
    public int Ndots { get; init; }

    /// <summary>The timeout for one attempt at one server.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>How many rounds over the servers one query may take.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether the first server rotates from lookup to lookup.</summary>
    public bool Rotate { get => IsOn(ResolvConfSwitches.Rotate); init => Turn(ResolvConfSwitches.Rotate, value); }

    /// <summary>Whether every query uses TCP.</summary>
    public bool UseTcp { get => IsOn(ResolvConfSwitches.UseTcp); init => Turn(ResolvConfSwitches.UseTcp, value); }

    /// <summary>Whether A and AAAA are queried one after the other.</summary>
    public bool SingleRequest { get => IsOn(ResolvConfSwitches.SingleRequest); init => Turn(ResolvConfSwitches.SingleRequest, value); }

    /// <summary>Whether AAAA is never queried.</summary>
    public bool NoAaaa { get => IsOn(ResolvConfSwitches.NoAaaa); init => Turn(ResolvConfSwitches.NoAaaa, value); }

    /// <summary>Whether the file is read only once.</summary>
    public bool NoReload { get => IsOn(ResolvConfSwitches.NoReload); init => Turn(ResolvConfSwitches.NoReload, value); }

    /// <summary>Whether an unqualified name of one label is not tried.</summary>
    public bool NoTldQuery { get => IsOn(ResolvConfSwitches.NoTldQuery); init => Turn(ResolvConfSwitches.NoTldQuery, value); }

    /// <summary>What was ignored or is missing, in the order of the file.</summary>
    public ImmutableArray<ConfigurationDiagnostic> Diagnostics { get; init; } = [];

    internal ResolvConfSwitches Switches { get; private set; }

    internal ResolverConfiguration WithDiagnostics(ImmutableArray<ConfigurationDiagnostic> diagnostics) => new(this) { Diagnostics = diagnostics };

    /// <summary>Whether two configurations are equal, including their diagnostics, so that a new diagnostic is reported once.</summary>
    internal bool HasSameContent(ResolverConfiguration other) =>
        Path == other.Path
        && NameServers.SequenceEqual(other.NameServers)
        && Search.SequenceEqual(other.Search)
        && (Ndots, Timeout, Attempts, Switches) == (other.Ndots, other.Timeout, other.Attempts, other.Switches)
        && Diagnostics.SequenceEqual(other.Diagnostics);

    private bool IsOn(ResolvConfSwitches one) => (Switches & one) != 0;

    private void Turn(ResolvConfSwitches one, bool on) => Switches = on ? Switches | one : Switches & ~one;
}
