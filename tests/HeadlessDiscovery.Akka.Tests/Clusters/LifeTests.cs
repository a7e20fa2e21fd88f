using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Akka.Tests.Clusters;

/// <summary>One cluster from its formation over its changes.</summary>
public sealed class LifeTests() : TestDeadline(TimeSpan.FromMinutes(4))
{
    [Fact]
    public async Task Nobody_forms_a_cluster_until_all_replicas_are_listed_and_then_one_is_formed_for_life()
    {
        await using var cluster = new PlayedCluster("127.0.71", requiredMembers: 3);
        await cluster.StartAsync([2, 3, 4], Token);
        cluster.See(2, 2);
        cluster.See(3, 2, 3);
        cluster.See(4, 2, 3, 4);
        await cluster.SaidAsync(2, "1 of 3 required members", Token);
        await cluster.SaidAsync(3, "2 of 3 required members", Token);
        await cluster.SaidAsync(4, "All required members are listed", Token);

        // 4 asks again and again, and 2, the first of every list, is in no cluster, not even its own.
        await cluster.SaidAsync(2, $"orders@{cluster.AddressOf(4)}", "but this node is not initialized yet", times: 3, Token);

        cluster.AllSee(2, 3, 4);
        await cluster.AreOneAsync([2, 3, 4], Token);

        // The lowest address of all joins the cluster that is there, although it is the first of its own list.
        await cluster.StartAsync(1, Token);
        cluster.AllSee(1, 2, 3, 4);
        await cluster.AreOneAsync([1, 2, 3, 4], Token);

        await cluster.TerminateAsync(3, Token);
        cluster.AllSee(1, 2, 4);
        await cluster.AreOneAsync([1, 2, 4], Token);

        Assert.Equal(cluster.AddressOf(1), await cluster.LeaderAsync(1, Token));
        await cluster.KillAsync(1);
        await cluster.StartAsync(1, Token);
        await cluster.AreOneAsync([1, 2, 4], Token);

        // Fewer than the required members are enough to join: 3 comes back and sees one pod only.
        await cluster.StartAsync(3, Token);
        cluster.See(3, 2);
        await cluster.AreOneAsync([1, 2, 3, 4], Token);
    }
}
