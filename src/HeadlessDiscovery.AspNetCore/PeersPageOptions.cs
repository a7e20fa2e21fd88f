namespace HeadlessDiscovery.AspNetCore;

/// <summary>How <c>MapHeadlessPeers</c> shows the peers. Read when the routes are mapped.</summary>
public sealed class PeersPageOptions
{
    /// <summary>Whether the page can query the pages of the other pods, for a table of what each of them sees.</summary>
    /// <value>Default: <see langword="null"/>, for the Development environment only.</value>
    /// <remarks>
    /// A query is a GET of <c>/peers/NAME/json</c> at each peer, at the path, the scheme and the port at which this page was opened. It is sent when somebody
    /// opens the table, and every 15 s while it is looked at; all who look share one round. Whoever may read the page can start one.
    /// </remarks>
    public bool? ShowCluster { get; set; }

    /// <summary>Changes a request to the page of another pod before it is sent, for example by adding credentials.</summary>
    /// <value>Default: <see langword="null"/>; the request has no credentials.</value>
    /// <remarks>It may change the address and the Host header too. An exception is shown as the failure of that pod.</remarks>
    public Func<HttpRequestMessage, CancellationToken, ValueTask>? ConfigureRequest { get; set; }

    /// <summary>The limits of a round, as <c>CallEachAsync</c> has them.</summary>
    /// <value>Default: 2 s for each pod, 16 pods at a time, and no report of pods that do not answer, because their page may be all that is closed.</value>
    public PeerCallOptions Calls { get; } = new() { PerPeerTimeout = TimeSpan.FromSeconds(2), MaxConcurrency = 16, ReportUnreachable = false, AbandonPeersThatLeave = false };
}
