namespace HeadlessDiscovery.Tool.Options;

/// <summary>What is asked, of whom and as whom, as the arguments say.</summary>
internal sealed class LookupArguments
{
    public int? Port { get; set; }

    public string? PortName { get; set; }

    public string Protocol { get; set; } = "tcp";

    public PeerFamily Family { get; set; }

    public IReadOnlyList<string> Servers { get; set; } = [];

    public string? ResolvConf { get; set; }

    public int? Ndots { get; set; }

    public bool NoSearch { get; set; }

    public bool AllSuffixes { get; set; }

    public TimeSpan? Timeout { get; set; }

    public int? Attempts { get; set; }

    public IReadOnlyList<string> Self { get; set; } = [];

    public bool IsClient { get; set; }

    public bool IncludeSelf { get; set; }

    public int? Expect { get; set; }

    /// <summary>The name to ask for: with --no-search fully qualified, so that no search domain is tried.</summary>
    public string NameOf(string service) => NoSearch ? ServiceName.Rooted(service) : service;

    public void Apply(HeadlessPeersOptions options)
    {
        options.Port = Port;
        options.PortName = PortName;
        options.Protocol = Protocol;
        options.Family = Family;
        options.Ndots = Ndots;
        options.AttemptTimeout = Timeout;
        options.Attempts = Attempts;
        options.RequireClusterSuffix = !AllSuffixes;
        options.Membership = IsClient ? PeerMembership.Client : PeerMembership.Member;
        options.IncludeSelf = IncludeSelf;
        options.ResolvConfPath = ResolvConf ?? options.ResolvConfPath;
        foreach (var server in Servers)
        {
            options.NameServers.Add(server);
        }

        foreach (var self in Self)
        {
            options.SelfAddresses.Add(self);
        }
    }
}
