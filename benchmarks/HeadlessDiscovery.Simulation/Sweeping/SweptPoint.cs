namespace HeadlessDiscovery.Simulation.Sweeping;

/// <summary>What options gave in a cluster.</summary>
internal sealed record SweptPoint(SweptCluster Cluster, SweptOptions Options, double LostSecondsADay, double LostADay, double DeadSecondsADay, double DeadP50, double DeadP99, double AddedP99, double QueriesADay)
{
    /// <summary>Whether no other options of the cluster lose less and are no later.</summary>
    public bool IsOnFrontier(IEnumerable<SweptPoint> all) =>
        !all.Any(other => other.Cluster == Cluster && other.LostSecondsADay <= LostSecondsADay && other.DeadSecondsADay <= DeadSecondsADay && (other.LostSecondsADay < LostSecondsADay || other.DeadSecondsADay < DeadSecondsADay));
}
