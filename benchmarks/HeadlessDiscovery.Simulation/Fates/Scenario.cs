using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Simulation.Fates;

/// <summary>A kind of cluster: how its DNS is set up, and how often what happens there.</summary>
/// <remarks>
/// What servers do, and for how long, is measured on CoreDNS 1.14.7 (docs/scale.md has the figures). How often something happens
/// is an assumption: of a busy cluster, so that a day shows what a quiet one shows in weeks.
/// </remarks>
internal sealed record Scenario(string Name, string Summary)
{
    /// <summary>The TTL of positive answers; CoreDNS gives 5 s without the option, kubeadm writes 30.</summary>
    public uint Ttl { get; init; } = 30;

    /// <summary>Whether each replica keeps answers of its own for their TTL (<c>cache 30</c>), denials for 5 s.</summary>
    public bool ReplicasCache { get; init; }

    /// <summary>What TTL the caches show, and whether they serve what has expired.</summary>
    public CacheMode Copies { get; init; }

    /// <summary>Whether each node has a cache that keeps to one replica (node-local DNS).</summary>
    public bool HasNodeCaches { get; init; }

    public int Replicas { get; init; } = 2;

    /// <summary>For how long a replica is behind the API, at most: under 0.1 s without a cache.</summary>
    public TimeSpan LongestLag { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>For how long slices are behind the pods, at most; one change in fifty takes three times as long.</summary>
    public TimeSpan LongestSliceDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The part of datagrams that is lost all the time.</summary>
    public double Loss { get; init; }

    /// <summary>The part of datagrams that are 0.05 to 1.5 s late.</summary>
    public double Late { get; init; }

    /// <summary>Within what time the first pods start.</summary>
    public TimeSpan StartsWithin { get; init; } = TimeSpan.FromMinutes(1);

    public double RollsADay { get; init; } = 2;

    public double ScalesADay { get; init; } = 4;

    public double ZerosADay { get; init; } = 0.05;

    /// <summary>How often one pod's container crashes, and comes back at its address.</summary>
    public double CrashesADayAndPod { get; init; } = 0.2;

    /// <summary>How often one node takes its pods with it.</summary>
    public double LossesADayAndNode { get; init; } = 0.05;

    /// <summary>How often one node is drained: its pods are terminating for up to 30 s, and are replaced.</summary>
    public double DrainsADayAndNode { get; init; } = 0.1;

    /// <summary>How often one pod's readiness probe fails, for 5 to 60 s.</summary>
    public double FailedProbesADayAndPod { get; init; } = 0.1;

    public double RestartsADayAndReplica { get; init; } = 1;

    /// <summary>Of those restarts, the part that is back before the API answers, and the part that answers before it has read all.</summary>
    public double BlindRestarts { get; init; } = 0.1;

    public double FillingRestarts { get; init; } = 0.05;

    /// <summary>How often the service's EndpointSlice is away for 1 to 6 s.</summary>
    public double SlicesAwayADay { get; init; } = 0.1;

    /// <summary>How often a slice is split, so that half of its pods are missing for up to a second.</summary>
    public double SliceMovesADay { get; init; } = 0.5;

    public double FreezesADayAndReplica { get; init; } = 0.2;

    /// <summary>For how long a replica stands still at most.</summary>
    public TimeSpan LongestFreeze { get; init; } = TimeSpan.FromMinutes(5);

    public double OutagesOfApiADay { get; init; } = 0.2;

    public double CutsADayAndNode { get; init; } = 0.2;

    /// <summary>How often one of three zones is cut off from DNS, for up to ten minutes.</summary>
    public double CutsADayAndZone { get; init; }

    public double LossyTimesADay { get; init; } = 0.5;

    public double OutagesOfDnsADay { get; init; } = 0.1;

    private static Scenario Still { get; } = new("still", "kubeadm, and nothing happens")
    {
        RollsADay = 0, ScalesADay = 0, ZerosADay = 0, CrashesADayAndPod = 0, FailedProbesADayAndPod = 0, LossesADayAndNode = 0, DrainsADayAndNode = 0,
        RestartsADayAndReplica = 0, FreezesADayAndReplica = 0, SlicesAwayADay = 0, SliceMovesADay = 0, OutagesOfApiADay = 0, OutagesOfDnsADay = 0,
        CutsADayAndNode = 0, LossyTimesADay = 0,
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("kubeadm", "CoreDNS as kubeadm sets it up today: TTL 30 s, no cache for the cluster's zone"),
        new("eks", "TTL 5 s, and a cache in each replica") { Ttl = 5, ReplicasCache = true },
        new("short", "TTL 5 s, no cache") { Ttl = 5 },
        new("cached", "as kubeadm set CoreDNS up before: TTL 30 s, and a cache in each replica") { ReplicasCache = true },
        new("nodelocal", "kubeadm, and a cache on each node") { HasNodeCaches = true },
        new("keepttl", "cached, and copies show their full TTL (keepttl)") { ReplicasCache = true, Copies = CacheMode.KeepsTtl },
        new("expired", "nodelocal, and while no replica answers the caches serve what has expired, with TTL 0 (serve_stale)")
        {
            HasNodeCaches = true, Copies = CacheMode.ServesExpired, OutagesOfDnsADay = 4, RestartsADayAndReplica = 4,
        },
        new("zones", "kubeadm, and one of three zones is cut off from DNS now and then") { CutsADayAndZone = 2 },
        Still with { Name = "calm", Summary = "kubeadm, and only rolling updates happen", RollsADay = 2 },
        Still,
        new("rough", "TTL 5 s, three replicas up to 5 s behind, one datagram in a hundred lost, one in a hundred late, and each fault ten times as often")
        {
            Ttl = 5, Replicas = 3, LongestLag = TimeSpan.FromSeconds(5), Loss = 0.01, Late = 0.01, RestartsADayAndReplica = 10, FreezesADayAndReplica = 2,
            LongestFreeze = TimeSpan.FromMinutes(10), OutagesOfApiADay = 2, CutsADayAndNode = 2, LossyTimesADay = 5, OutagesOfDnsADay = 1, ZerosADay = 1, LossesADayAndNode = 0.5, SlicesAwayADay = 1, FillingRestarts = 0.3,
            DrainsADayAndNode = 1, FailedProbesADayAndPod = 1, SliceMovesADay = 5,
        },
        new("together", "kubeadm, and all pods start within 100 ms") { StartsWithin = TimeSpan.FromSeconds(0.1) },
        new("scaling", "TTL 5 s, and an autoscaler that changes the service every ten minutes") { Ttl = 5, ScalesADay = 144, RollsADay = 1 },
    ];

    public static Scenario Of(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new ArgumentException($"Unknown scenario '{name}'. There are: {string.Join(", ", All.Select(one => one.Name))}.");
}
