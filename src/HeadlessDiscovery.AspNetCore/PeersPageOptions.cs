namespace HeadlessDiscovery.AspNetCore;

/// <summary>Options of <c>MapHeadlessPeers</c>. They are read when the routes are mapped.</summary>
public sealed class PeersPageOptions
{
    /// <summary>Whether the page can query the pages of the other pods, for a table with the view of each pod.</summary>
    /// <value>Default: <see langword="null"/>, only in the Development environment.</value>
    /// <remarks>
    /// A query is a GET of <c>/peers/NAME/json</c> from each peer, with the path, scheme and port with which this page was opened. It is sent when a viewer
    /// opens the table, and every 15 s while it is open; all viewers share one round. Anyone who may read the page can start one.
    /// </remarks>
    public bool? ShowCluster { get; set; }

    /// <summary>Modifies a request to the page of another pod before it is sent, for example to add credentials.</summary>
    /// <value>Default: <see langword="null"/>; requests have no credentials.</value>
    /// <remarks>It may also change the address and the Host header. An exception is shown as that pod's failure.</remarks>
    public Func<HttpRequestMessage, CancellationToken, ValueTask>? ConfigureRequest { get; set; }

    /// <summary>The limits of a round, as in <c>CallEachAsync</c>.</summary>
    /// <value>Default: 2 s per pod, 16 pods at the same time, and pods that do not respond are not reported, because possibly only their page is closed.</value>
    public PeerCallOptions Calls { get; } = new() { PerPeerTimeout = TimeSpan.FromSeconds(2), MaxConcurrency = 16, ReportUnreachable = false, AbandonPeersThatLeave = false };
}
