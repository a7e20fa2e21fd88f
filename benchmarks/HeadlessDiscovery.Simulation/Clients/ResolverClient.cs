using HeadlessDiscovery.Simulation.World;
using HeadlessDiscovery.Watching;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>The library itself, as a member of its service.</summary>
internal sealed class ResolverClient : Client
{
    private readonly PeerResolver resolver;

    public ResolverClient(Watcher pod, Action<HeadlessPeersOptions>? configure = null)
    {
        var options = new HeadlessPeersOptions { ServiceName = "web", ResolvConfPath = PodConfiguration.FilePath };
        options.SelfAddresses.Add(Addresses.Of(pod.Address).ToString());
        configure?.Invoke(options);

        // With fewer confirmations, or another hold, it promises less.
        KeepsInvariants = options.RemovalConfirmations >= 3 && options.MassRemovalHold == TimeSpan.FromSeconds(15);
        resolver = new PeerResolver("web", options, new ResolverServices
        {
            Time = pod.World.Time,
            Logger = pod,
            NewTransport = () => pod,
            Around = lookup => new OverlapCheck(lookup, pod),
            Variable = static _ => null,
            Interfaces = static () => [],
            Random = pod.Dice.NextDouble,
            IsSingleThreaded = true,
        });
    }

    public override long Version => resolver.Current.Version;

    public override bool IsResolved => resolver.Current.IsResolved;

    public override string? Fingerprint => resolver.Current.Fingerprint;

    public override bool IsAlone => PeerReadiness.AtTimeout(resolver.Current) == PeerReadinessReason.Alone;

    public override bool KeepsInvariants { get; }

    public override void Start() => resolver.Start();

    public override void Read(List<int> into)
    {
        foreach (var peer in resolver.Current.Members)
        {
            into.Add(Addresses.NumberOf(peer.Address));
        }
    }

    public override void Failed(int address) => resolver.ReportUnreachable(new Peer(Addresses.Of(address)));

    public override void Dispose() => resolver.Dispose();
}
