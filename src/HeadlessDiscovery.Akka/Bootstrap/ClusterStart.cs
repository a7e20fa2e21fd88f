using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Akka.Bootstrap;

/// <summary>Starts the bootstrap of an actor system, or fails its startup if the configuration would make the bootstrap incorrect.</summary>
internal static class ClusterStart
{
    // After this time the first seed node forms a cluster even if others have not answered, and they may be in another one.
    // Not infinite: Akka treats that as a time that has passed.
    public static TimeSpan SeedNodeTimeout => TimeSpan.FromHours(1);

    public static void Begin(ActorSystem system, int requiredMembers, HeadlessBootstrapOptions options)
    {
        var services = system.Services();
        var resolver = options.Name is { } name ? services.GetRequiredKeyedService<IPeerResolver>(name) : services.GetRequiredService<IPeerResolver>();
        var cluster = Cluster.Get(system);
        Check(cluster.Settings);
        var rule = new FormationRule(requiredMembers, options.StableFor, RemotingHost.Read(cluster.SelfAddress, resolver));
        var bootstrap = new ClusterBootstrap(cluster, resolver, rule, options.RetryInterval, Logging.GetLogger(system, typeof(ClusterBootstrap)), services.GetService<TimeProvider>() ?? TimeProvider.System);

        // Never disposed: it may be cancelled at any time, and lives no longer than the actor system.
        var stop = new CancellationTokenSource();
        cluster.RegisterOnMemberUp(stop.Cancel);
        cluster.RegisterOnMemberRemoved(stop.Cancel);
        system.RegisterOnTermination(stop.Cancel);
        _ = bootstrap.RunAsync(stop.Token);
    }

    private static void Check(ClusterSettings settings)
    {
        Expect(settings.SeedNodes.IsEmpty, $"akka.cluster.seed-nodes must be empty, but was {string.Join(", ", settings.SeedNodes)}: a seed node forms its own cluster, separate from that of the others");
        Expect(settings.ShutdownAfterUnsuccessfulJoinSeedNodes is null, $"akka.cluster.shutdown-after-unsuccessful-join-seed-nodes must be off, but was {settings.ShutdownAfterUnsuccessfulJoinSeedNodes}: a pod waits for the others without a time limit");
        Expect(settings.SeedNodeTimeout >= SeedNodeTimeout, $"akka.cluster.seed-node-timeout must be {SeedNodeTimeout} or more, but was {settings.SeedNodeTimeout}: after this time a cluster is formed even if other pods have not answered");
    }

    private static void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"With WithHeadlessBootstrap {problem}.");
        }
    }
}
