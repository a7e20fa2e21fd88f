using Polly;

namespace HeadlessDiscovery;

/// <summary>Options for how one headless service is resolved and watched. The defaults are right for a pod of the service.</summary>
/// <remarks>A resolver copies them when it is created: later changes of the object, or of the configuration it was bound from, have no effect on it (<see cref="PeerResolver.GetOptions"/> returns those in effect).</remarks>
public sealed class HeadlessPeersOptions
{
    internal static readonly TimeSpan DefaultHedgeDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>The service: a short name (<c>orders</c>), one with a namespace (<c>orders.shop</c>), or a fully qualified one (trailing dot).</summary>
    /// <value>Default: the registration name.</value>
    public string? ServiceName { get; set; }

    /// <summary>The port that every peer listens on; data only, no connection is made.</summary>
    /// <value>Default: none. 1 to 65535. Cannot be combined with <see cref="PortName"/>, where SRV records give the port.</value>
    public int? Port { get; set; }

    /// <summary>The name of the Service's port: SRV records <c>_PortName._Protocol.service</c> are queried, and give the port and host name of each peer.</summary>
    /// <value>Default: none, so A and AAAA records are queried. Without the leading underscore.</value>
    /// <remarks>There is no fallback to A: a port name that does not exist is Unknown, not Empty.</remarks>
    public string? PortName { get; set; }

    /// <summary>The protocol label of the SRV query.</summary>
    /// <value>Default: <c>tcp</c>. Without the leading underscore. Used only if <see cref="PortName"/> is set.</value>
    public string Protocol { get; set; } = "tcp";

    /// <summary>The address families to query.</summary>
    /// <value>Default: <see cref="PeerFamily.Auto"/>, the family of this pod's first address.</value>
    public PeerFamily Family { get; set; }

    /// <summary>The name servers, each <c>IP</c> or <c>IP:PORT</c> (<c>[IPv6]:PORT</c>); they replace those of resolv.conf.</summary>
    /// <value>Default: empty, those of resolv.conf. Port 53 if none is given.</value>
    public IList<string> NameServers { get; private set; } = [];

    /// <summary>The resolver configuration file.</summary>
    /// <value>Default: <c>/etc/resolv.conf</c>. Read again when it changes, checked at most every 5 s.</value>
    public string ResolvConfPath { get; set; } = "/etc/resolv.conf";

    /// <summary>The search domains; they replace those of resolv.conf.</summary>
    /// <value>Default: empty, those of resolv.conf.</value>
    public IList<string> SearchDomains { get; private set; } = [];

    /// <summary>The number of dots at which a name is first tried as an absolute name (ndots); replaces <c>options ndots:n</c> of resolv.conf.</summary>
    /// <value>Default: none, that of resolv.conf (there 1; in a pod 5). 0 to 15.</value>
    public int? Ndots { get; set; }

    /// <summary>The timeout for one attempt at one name server; replaces <c>options timeout:n</c> of resolv.conf.</summary>
    /// <value>Default: none, that of resolv.conf (there 5 s). 10 ms to 30 s.</value>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>How many rounds over the name servers one query may take; replaces <c>options attempts:n</c> of resolv.conf.</summary>
    /// <value>Default: none, that of resolv.conf (there 2). 1 to 5. The total number of attempts, not of retries; at most 11 attempts per query.</value>
    public int? Attempts { get; set; }

    /// <summary>The timeout for a whole lookup, over all candidates, families, servers and attempts.</summary>
    /// <value>Default: 15 s. 10 ms to 5 min.</value>
    public TimeSpan LookupTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the first attempt may remain unanswered before a second one starts in addition to it (at the next server if there is one); longer if the
    /// server was measured to be slower. Up to three more follow within the attempt timeout, each after twice the previous wait.
    /// </summary>
    /// <value>Default: 250 ms. Zero to 30 s; <see cref="Timeout.InfiniteTimeSpan"/> disables hedging. Hedging is disabled while backing off.</value>
    public TimeSpan HedgeDelay { get; set; } = DefaultHedgeDelay;

    /// <summary>Whether every query uses TCP, like <c>options use-vc</c> in resolv.conf.</summary>
    /// <value>Default: <see langword="false"/>: UDP, and TCP for a truncated answer.</value>
    public bool UseTcp { get; set; }

    /// <summary>Whether only search domains of the cluster zone are used, if the search list has such a zone.</summary>
    /// <value>Default: <see langword="true"/>. Otherwise, a wildcard in a search domain of the node would answer for a service without ready pods.</value>
    public bool RequireClusterSuffix { get; set; } = true;

    /// <summary>How many complete answers in a row must lack a peer before it is removed. Until then the peer is held.</summary>
    /// <value>Default: 3. 1 to 100. With 1, and with <see cref="MassRemovalHold"/> set to zero, a peer is removed at the first answer without it.</value>
    public int RemovalConfirmations { get; set; } = 3;

    /// <summary>How long a mass removal (no peer left, or at most half of at least three) must last before it is applied.</summary>
    /// <value>Default: 15 s. Zero to 1 h. The confirmations are needed as well. Time in which lookups end as Unknown does not count.</value>
    public TimeSpan MassRemovalHold { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The shortest time between two lookups, whatever the TTL and the caller.</summary>
    /// <value>Default: 1 s. 10 ms to 1 h, at most <see cref="MaxRefreshInterval"/>.</value>
    public TimeSpan MinRefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two lookups: a long TTL would hide changes.</summary>
    /// <value>Default: 30 s. At least <see cref="MinRefreshInterval"/>, at most 1 d.</value>
    public TimeSpan MaxRefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum share of the interval that is added at random, so that pods do not query in lockstep.</summary>
    /// <value>Default: 0.1. 0 to 1; never more than 500 ms. With 0 nothing is random, including the back-off and the first interval after the first answer, which otherwise ends anywhere in its second half.</value>
    public double RefreshJitter { get; set; } = 0.1;

    /// <summary>How old a stale list may become before the application's health check fails. The list is kept.</summary>
    /// <value>Default: none, no limit. Above zero.</value>
    public TimeSpan? MaxStale { get; set; }

    /// <summary>This pod's addresses, each <c>IP</c> or <c>IP:PORT</c>.</summary>
    /// <value>Default: empty: <c>POD_IPS</c> (downward API) alone; otherwise <c>POD_IP</c>, and the other family from the interfaces; otherwise the interfaces' addresses, IPv4 first.</value>
    public IList<string> SelfAddresses { get; private set; } = [];

    /// <summary>Whether the list includes this process, while it is present.</summary>
    /// <value>Default: <see langword="false"/>. <see cref="PeerSnapshot.Members"/> includes it in any case.</value>
    public bool IncludeSelf { get; set; }

    /// <summary>Whether this process is a pod of the service or only its client.</summary>
    /// <value>Default: <see cref="PeerMembership.Member"/>.</value>
    public PeerMembership Membership { get; set; }

    /// <summary>Peers that replace DNS entirely, each <c>IP</c> or <c>IP:PORT</c>, for development outside a cluster.</summary>
    /// <value>Default: empty, DNS is queried. Logged once if set.</value>
    public IList<string> StaticPeers { get; private set; } = [];

    /// <summary>Your own Polly pipeline around each whole lookup, outermost; a lookup that ends as Unknown throws <see cref="PeerResolutionException"/> through it.</summary>
    /// <value>Default: none. Hedging and failover inside are unchanged. Cannot be bound from configuration.</value>
    public Action<ResiliencePipelineBuilder>? ConfigureLookup { get; set; }

    /// <summary>A copy that is unaffected by later changes.</summary>
    internal HeadlessPeersOptions Copy()
    {
        var copy = (HeadlessPeersOptions)MemberwiseClone();
        copy.NameServers = [.. NameServers];
        copy.SearchDomains = [.. SearchDomains];
        copy.SelfAddresses = [.. SelfAddresses];
        copy.StaticPeers = [.. StaticPeers];
        return copy;
    }
}
