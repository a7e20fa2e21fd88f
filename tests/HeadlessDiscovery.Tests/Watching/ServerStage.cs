using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests.Watching;

/// <summary>The real resolver over real sockets, asking the embedded server.</summary>
internal sealed class ServerStage : PeerResolverStage
{
    private readonly HeadlessServiceServer server;
    private readonly PeerResolver resolver;
    private DnsFault? failure;

    private ServerStage(HeadlessServiceServer server)
    {
        this.server = server;
        failure = server.Faults.ServFail();
        resolver = new PeerResolver("contract.default.svc.cluster.local.", options =>
        {
            server.Configure(options, TimeSpan.FromSeconds(2));
            options.Family = PeerFamily.IPv4;
            options.Port = 5000;
            options.RemovalConfirmations = 1;
            options.MassRemovalHold = TimeSpan.Zero;
            options.MinRefreshInterval = TimeSpan.FromMilliseconds(10);
            options.MaxRefreshInterval = TimeSpan.FromMilliseconds(20);
            options.SelfAddresses.Add("10.255.0.1");
        });
    }

    public override IPeerResolver Resolver => resolver;

    public static async ValueTask<PeerResolverStage> StartAsync(CancellationToken cancellationToken) =>
        new ServerStage(await HeadlessServiceServer.StartAsync("contract", cancellationToken: cancellationToken));

    public override Task AnswerAsync(IReadOnlyList<Peer> peers)
    {
        server.SetPods(peers.Select(peer => peer.Address));
        return RecoverAsync();
    }

    public override Task AnswerNobodyAsync()
    {
        server.SetPods();
        return RecoverAsync();
    }

    public override Task FailAsync()
    {
        failure ??= server.Faults.ServFail();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }

    private Task RecoverAsync()
    {
        failure?.Dispose();
        failure = null;
        return Task.CompletedTask;
    }
}
