using Akka.Actor;
using HeadlessDiscovery;
using HeadlessDiscovery.Akka;
using HeadlessDiscovery.Akka.Bootstrap;

namespace Akka.Hosting;

/// <summary>Forms and joins an Akka.NET cluster from the pods of a headless service.</summary>
public static class HeadlessAkkaHostingExtensions
{
    /// <summary>Joins the cluster of the pods of a headless service, or forms it once all required members are there.</summary>
    /// <param name="builder">The actor system, with remoting and clustering, and without seed nodes. The public host name of remoting must be the address of the pod, as DNS lists it.</param>
    /// <param name="requiredMembers">
    /// How many pods, this one included, must be listed, reachable and in no cluster before one is formed: the number of replicas. With fewer, two groups of pods that do not see each other yet each form
    /// a cluster, and these never merge. It limits the first formation only: a cluster that exists is joined with any number of pods.
    /// </param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The actor system starts without waiting for the cluster. The first of the sorted members forms the cluster, when every other one has answered that it is in none; <c>akka.cluster.seed-node-timeout</c>,
    /// after which Akka would form it although some are silent, is raised to an hour. With readiness that depends on the cluster the Service needs <c>publishNotReadyAddresses: true</c>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="requiredMembers"/> is less than 2 without <see cref="HeadlessBootstrapOptions.SingleNodeForDevelopment"/>, or an option is out of bounds.</exception>
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

    /// <summary>Makes the pods of headless services what Akka.Discovery finds, for the bootstrap of Akka.Management and for ClusterClient.</summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="configure">Sets options.</param>
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
