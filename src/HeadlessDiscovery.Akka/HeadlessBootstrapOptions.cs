namespace HeadlessDiscovery.Akka;

/// <summary>How a pod waits before it forms a cluster, and which peers it looks at.</summary>
public sealed class HeadlessBootstrapOptions
{
    /// <summary>The registration name of the peers, as in <c>AddHeadlessPeers(name)</c>.</summary>
    /// <value>Default: <see langword="null"/>, the plain <see cref="IPeerResolver"/>: the unnamed registration, or the only one.</value>
    public string? Name { get; set; }

    /// <summary>For how long nothing may change in DNS before a cluster is formed. To join one that exists needs no such wait.</summary>
    /// <value>Default: 5 s. Zero for no wait.</value>
    public TimeSpan StableFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the other pods are asked again whether they are in a cluster, until this one is in it.</summary>
    /// <value>Default: 5 s. More than zero. A join that takes longer begins again.</value>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether <c>requiredMembers</c> may be 1, so that a pod may form a cluster alone.</summary>
    /// <value>Default: <see langword="false"/>. With several replicas each pod that is seen alone for <see cref="StableFor"/> would form a cluster of its own, and such clusters never merge.</value>
    public bool SingleNodeForDevelopment { get; set; }

    internal void Validate(int requiredMembers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requiredMembers, 1);
        if (requiredMembers == 1 && !SingleNodeForDevelopment)
        {
            throw new ArgumentOutOfRangeException(
                nameof(requiredMembers),
                requiredMembers,
                $"requiredMembers must be the number of replicas, at least 2, but was 1: every pod would form a cluster of its own. For a single node set {nameof(SingleNodeForDevelopment)}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(StableFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryInterval, TimeSpan.Zero);
    }
}
