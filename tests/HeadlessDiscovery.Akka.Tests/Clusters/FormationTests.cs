using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Akka.Tests.Clusters;

/// <summary>Who forms a cluster. That nobody did before is proved by the one cluster of all afterwards: two clusters never merge.</summary>
public sealed class FormationTests() : TestDeadline(TimeSpan.FromMinutes(4))
{
    [Fact]
    public async Task A_dead_pod_in_the_list_holds_the_formation_up_until_it_has_left_DNS()
    {
        await using var cluster = new PlayedCluster("127.0.72", requiredMembers: 3);
        await cluster.StartAsync([2, 3], Token, retryInterval: TimeSpan.FromSeconds(8));
        cluster.AllSee(1, 2, 3);
        await cluster.SaidAsync(2, "1 will form the cluster", Token);
        await cluster.SaidAsync(3, "1 will form the cluster", Token);

        // Now the dead one is not the first. Akka itself would form without it after 5 s; 2 asks 3 again after 8 s, so it has not.
        cluster.AllSee(2, 3, 4);
        await cluster.SaidAsync(2, $"orders@{cluster.AddressOf(3)}", "Received InitJoinNack", times: 2, Token);
        Assert.Equal("Removed", (await cluster.StateAsync(2, Token)).Status);
        Assert.Equal("Removed", (await cluster.StateAsync(3, Token)).Status);

        await cluster.StartAsync(4, Token);
        cluster.AllSee(2, 3, 4);
        await cluster.AreOneAsync([2, 3, 4], Token);
    }

    [Fact]
    public async Task With_half_of_the_replicas_required_two_clusters_are_formed_and_stay_two()
    {
        await using var cluster = new PlayedCluster("127.0.73", requiredMembers: 2);
        await cluster.StartAsync([1, 2, 3, 4], Token);
        cluster.See(1, 1, 2);
        cluster.See(2, 1, 2);
        cluster.See(3, 3, 4);
        cluster.See(4, 3, 4);
        await cluster.AreOneAsync([1, 2], Token);
        await cluster.AreOneAsync([3, 4], Token);

        cluster.AllSee(1, 2, 3, 4);
        await cluster.SeesAsync(1, [1, 2, 3, 4], Token);
        await cluster.SeesAsync(3, [1, 2, 3, 4], Token);
        await cluster.AreOneAsync([1, 2], Token);
        await cluster.AreOneAsync([3, 4], Token);
    }
}
