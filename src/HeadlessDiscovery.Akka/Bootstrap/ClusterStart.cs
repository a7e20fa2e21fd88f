using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Akka.Bootstrap;

/// <summary>Begins the bootstrap of an actor system, or fails its start where the bootstrap could not be right.</summary>
internal static class ClusterStart
{
    // After this time the first seed node forms a cluster although others are silent, and they may be in another one.
    // No infinity: Akka reads it as a time that has passed.
    public static TimeSpan SeedNodeTimeout => TimeSpan.FromHours(1);

    public static void Begin(ActorSystem system, int requiredMembers, HeadlessBootstrapOptions options)
    {
        var services = system.Services();
        var resolver = options.Name is { } name ? services.GetRequiredKeyedService<IPeerResolver>(name) : services.GetRequiredService<IPeerResolver>();
        var cluster = Cluster.Get(system);
        Check(cluster.Settings);
        var rule = new FormationRule(requiredMembers, options.StableFor, RemotingHost.Read(cluster.SelfAddress, resolver));
        var bootstrap = new ClusterBootstrap(cluster, resolver, rule, options.RetryInterval, Logging.GetLogger(system, typeof(ClusterBootstrap)), services.GetService<TimeProvider>() ?? TimeProvider.System);

        // Never disposed: what ends the bootstrap may come at any time, and holds it no longer than the actor system.
        var stop = new CancellationTokenSource();
        cluster.RegisterOnMemberUp(stop.Cancel);
        cluster.RegisterOnMemberRemoved(stop.Cancel);
        system.RegisterOnTermination(stop.Cancel);
        _ = bootstrap.RunAsync(stop.Token);
    }

    private static void Check(ClusterSettings settings)
    {
        Expect(settings.SeedNodes.IsEmpty, $"akka.cluster.seed-nodes must be empty, but was {string.Join(", ", settings.SeedNodes)}: a seed node forms a cluster by itself, beside the one of the others");
        Expect(settings.ShutdownAfterUnsuccessfulJoinSeedNodes is null, $"akka.cluster.shutdown-after-unsuccessful-join-seed-nodes must be off, but was {settings.ShutdownAfterUnsuccessfulJoinSeedNodes}: a pod waits for the others for as long as it takes");
        Expect(settings.SeedNodeTimeout >= SeedNodeTimeout, $"akka.cluster.seed-node-timeout must be {SeedNodeTimeout} or more, but was {settings.SeedNodeTimeout}: after it a cluster is formed although other pods are silent");
    }

    private static void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"With WithHeadlessBootstrap {problem}.");
        }
    }
}
