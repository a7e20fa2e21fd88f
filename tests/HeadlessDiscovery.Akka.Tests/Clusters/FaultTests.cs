using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Akka.Tests.Clusters;

/// <summary>DNS fails while the pods wait to form a cluster. That never two are formed is proved by the one of all afterwards.</summary>
public sealed class FaultTests() : TestDeadline(TimeSpan.FromMinutes(4))
{
    private static readonly int[] All = [1, 2, 3, 4];

    [Fact]
    public async Task An_outage_of_DNS_during_the_formation_delays_it()
    {
        await using var cluster = new PlayedCluster("127.0.75", All.Length);

        // Settled after the outage has begun.
        await cluster.StartAsync(All, Token, stableFor: TimeSpan.FromSeconds(5));
        cluster.See(1, All);
        cluster.See(2, All);
        cluster.See(3, 3, 4);
        cluster.See(4, 3, 4);
        await cluster.SaidAsync(1, "the list has changed within", Token);
        foreach (var node in All)
        {
            await cluster.SaidAsync(node, "no cluster is formed", Token);
            await cluster.ViewOf(node).PauseAsync();
        }

        foreach (var node in All)
        {
            await cluster.SaidAsync(node, "DNS does not answer", Token);
        }

        foreach (var node in All)
        {
            await cluster.ViewOf(node).ResumeAsync(Token);
        }

        cluster.AllSee(All);
        await cluster.AreOneAsync(All, Token);
    }

    [Fact]
    public async Task Answers_with_half_of_the_pods_delay_it()
    {
        await using var cluster = new PlayedCluster("127.0.76", All.Length);
        await cluster.StartAsync(All, Token);
        var faults = All.Select(node => cluster.ViewOf(node).Faults.Partial(0.5)).ToArray();
        cluster.AllSee(All);
        foreach (var node in All)
        {
            await cluster.SaidAsync(node, "no cluster is formed", Token);
        }

        // Each has had its halves more than once, and has tried to join with them.
        foreach (var fault in faults)
        {
            while (fault.Used < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
            }

            fault.Dispose();
        }

        await cluster.AreOneAsync(All, Token);
    }
}
