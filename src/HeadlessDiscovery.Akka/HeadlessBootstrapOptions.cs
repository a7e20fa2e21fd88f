namespace HeadlessDiscovery.Akka;

/// <summary>Options for when a pod forms a cluster, and which peers it uses.</summary>
public sealed class HeadlessBootstrapOptions
{
    /// <summary>The registration name of the peers, as in <c>AddHeadlessPeers(name)</c>.</summary>
    /// <value>Default: <see langword="null"/>, which uses the plain <see cref="IPeerResolver"/>: the unnamed registration, or the only one.</value>
    public string? Name { get; set; }

    /// <summary>How long the list must be unchanged before a cluster is formed. Joining an existing cluster does not wait.</summary>
    /// <value>Default: 5 s. Zero disables the wait.</value>
    public TimeSpan StableFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the other pods are contacted again to find a cluster, until this one has joined it.</summary>
    /// <value>Default: 5 s. More than zero. A join that takes longer is restarted.</value>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether <c>requiredMembers</c> may be 1, so that a single pod may form a cluster.</summary>
    /// <value>Default: <see langword="false"/>. With several replicas, each pod that is listed alone for <see cref="StableFor"/> would form its own cluster, and clusters never merge.</value>
    public bool SingleNodeForDevelopment { get; set; }

    internal void Validate(int requiredMembers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requiredMembers, 1);
        if (requiredMembers == 1 && !SingleNodeForDevelopment)
        {
            throw new ArgumentOutOfRangeException(
                nameof(requiredMembers),
                requiredMembers,
                $"requiredMembers must be the number of replicas, at least 2, but was 1: every pod would form its own cluster. For a single node set {nameof(SingleNodeForDevelopment)}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(StableFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryInterval, TimeSpan.Zero);
    }
}
