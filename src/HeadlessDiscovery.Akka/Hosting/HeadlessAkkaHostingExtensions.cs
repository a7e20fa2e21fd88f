using Akka.Actor;
using HeadlessDiscovery;
using HeadlessDiscovery.Akka;
using HeadlessDiscovery.Akka.Bootstrap;

namespace Akka.Hosting;

/// <summary>Forms an Akka.NET cluster from the pods of a headless service.</summary>
public static class HeadlessAkkaHostingExtensions
{
    /// <summary>Joins the cluster of the pods of a headless service, or forms it once all required members are listed.</summary>
    /// <param name="builder">The actor system, with remoting and clustering, and without seed nodes. Remoting's public host name must be the pod's address as DNS lists it.</param>
    /// <param name="requiredMembers">
    /// How many pods, including this one, must be listed, reachable and not in a cluster before one is formed: the number of replicas. With a smaller number, two groups of pods that do not see each other yet each form
    /// a cluster, and these never merge. The number only applies to the formation: an existing cluster is joined with any number of pods.
    /// </param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The actor system starts without waiting for the cluster. The first of the sorted members forms the cluster when every other one has answered that it is not in one; <c>akka.cluster.seed-node-timeout</c>,
    /// after which Akka would form it even if some have not answered, is raised to an hour. If readiness depends on the cluster, the Service needs <c>publishNotReadyAddresses: true</c>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requiredMembers"/> is less than 2 without <see cref="HeadlessBootstrapOptions.SingleNodeForDevelopment"/>, or an option is out of range.</exception>
    public static AkkaConfigurationBuilder WithHeadlessBootstrap(this AkkaConfigurationBuilder builder, int requiredMembers, Action<HeadlessBootstrapOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new HeadlessBootstrapOptions();
        configure?.Invoke(options);
        options.Validate(requiredMembers);
        return builder
            .AddHocon($"akka.cluster.seed-node-timeout = {ClusterStart.SeedNodeTimeout.ToHocon()}", HoconAddMode.Prepend)
            .AddStartup((system, _) => ClusterStart.Begin(system, requiredMembers, options));
    }

    /// <summary>Lets Akka.Discovery find the pods of headless services, for Akka.Management's bootstrap and for ClusterClient.</summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static AkkaConfigurationBuilder WithHeadlessServiceDiscovery(this AkkaConfigurationBuilder builder, Action<HeadlessServiceDiscoveryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new HeadlessServiceDiscoveryOptions();
        configure?.Invoke(options);
        options.Apply(builder);
        return builder;
    }
}
