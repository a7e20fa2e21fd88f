using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Faults.Tests.RealSockets;

/// <summary>A row over real sockets and on real time: a fault, a pod that goes meanwhile, and the recovery.</summary>
internal static class RealRun
{
    /// <summary>The expected time is 10 s at most.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>Runs to the end, and gives whom the resolver removed.</summary>
    public static async Task<(string[] Removed, string[] Gone)> MeasureAsync(RealFault fault, CancellationToken cancellationToken)
    {
        using var net = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        net.CancelAfter(Deadline);
        await using var server = await HeadlessServiceServer.StartAsync("web", options => Configure(options, fault), net.Token);
        var pods = server.Service.AddPods(4);
        await using var resolver = new PeerResolver("web", options => Configure(options, server, fault));
        var removed = new List<string>();
        var told = new Lock();
        resolver.PeersChanged += (_, change) =>
        {
            lock (told)
            {
                removed.AddRange(change.Change.Removed.Select(peer => peer.Address.ToString()));
            }
        };
        await resolver.UntilAsync(snapshot => IsRight(snapshot, pods), net.Token);

        await fault.StrikeAsync(server);
        if (fault.IsOutage)
        {
            await resolver.UntilAsync(snapshot => snapshot.IsStale, net.Token);
        }
        else
        {
            await server.Questions.WaitForAsync(fault.Meetings, asked => asked.Fault is not null, net.Token);
        }

        pods[^1].Terminate();
        await fault.EndAsync(server);
        server.Faults.Clear();
        await resolver.UntilAsync(snapshot => !snapshot.IsStale && IsRight(snapshot, pods.SkipLast(1)), net.Token);

        // What the handler saw lags behind the snapshot; its own last word is the removal that was just waited for.
        string[] gone = [.. pods[^1].Addresses.Select(address => address.ToString())];
        while (true)
        {
            lock (told)
            {
                if (gone.All(removed.Contains))
                {
                    return ([.. removed], gone);
                }
            }

            await Task.Delay(5, net.Token);
        }
    }

    private static bool IsRight(PeerSnapshot snapshot, IEnumerable<ClusterPod> pods) =>
        snapshot.Select(peer => peer.Address).ToHashSet().SetEquals(pods.SelectMany(pod => pod.Addresses));

    private static void Configure(HeadlessServiceServerOptions options, RealFault fault)
    {
        options.Ttl = TimeSpan.FromSeconds(1);
        options.Replicas = 2;
        options.RotateReplicas = true;
        options.Family = fault.IsDualStack ? PeerFamily.Both : PeerFamily.IPv4;
    }

    private static void Configure(HeadlessPeersOptions options, HeadlessServiceServer server, RealFault fault)
    {
        server.Configure(options, TimeSpan.FromMilliseconds(400));
        options.Membership = PeerMembership.Client;
        options.Family = fault.IsDualStack ? PeerFamily.Both : PeerFamily.IPv4;
        options.MaxRefreshInterval = TimeSpan.FromSeconds(2);
        options.MinRefreshInterval = TimeSpan.FromMilliseconds(200);
    }
}
