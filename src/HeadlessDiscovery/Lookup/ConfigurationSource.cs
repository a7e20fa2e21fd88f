using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Lookup;

/// <summary>The resolver configuration in force: the file with what the options replace, and the candidates that follow from it.</summary>
internal sealed class ConfigurationSource(HeadlessPeersOptions options, string serviceName, TimeProvider time)
{
    private readonly ResolvConfFile file = ResolvConfFiles.Of(options.ResolvConfPath, time);
    private ResolverConfiguration? read;
    private LookupPlan? plan;

    /// <summary>Whether the file says something else than the plan that was read last.</summary>
    public bool HasChanged() => !ReferenceEquals(file.Read(now: true), read);

    /// <summary>The plan as it stands now; the same object as long as nothing changed.</summary>
    /// <param name="now">Whether the file is looked at although it was a moment ago.</param>
    public LookupPlan Read(bool now = false)
    {
        var current = file.Read(now);
        if (plan is not null && ReferenceEquals(current, read))
        {
            return plan;
        }

        read = current;
        var configuration = ConfigurationOverrides.Apply(current, options);
        var expansion = SearchList.Expand(
            ServiceLabels.Asked(options, serviceName),
            configuration.Search,
            configuration.Ndots,
            configuration.NoTldQuery,
            options.RequireClusterSuffix,
            configuration.NameServers);
        return plan = new LookupPlan
        {
            ServiceName = serviceName,
            Configuration = configuration,
            Candidates = [.. expansion.Candidates.Select(candidate => ServiceLabels.Strip(options, candidate))],
            Skipped = [.. expansion.Skipped.Select(skipped => skipped.IsOutsideCluster ? skipped with { Name = ServiceLabels.Strip(options, skipped.Name) } : skipped)],
            ClusterZone = expansion.ClusterZone,
            ClusterZones = expansion.ClusterZones,
            RequiresClusterSuffix = options.RequireClusterSuffix,
        };
    }
}
