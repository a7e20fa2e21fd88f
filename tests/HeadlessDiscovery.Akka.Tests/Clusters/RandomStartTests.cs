using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Akka.Tests.Clusters;

/// <summary>Five processes start at one moment, and each sees each pod at another moment within ten seconds.</summary>
public sealed class RandomStartTests() : TestDeadline(TimeSpan.FromMinutes(3))
{
    // HEADLESS_AKKA_STARTS=20 for the whole proof. Each start is a test, because none may take more than five minutes.
    public static TheoryData<int> Starts =>
        [.. Enumerable.Range(0, int.TryParse(Environment.GetEnvironmentVariable("HEADLESS_AKKA_STARTS"), out var starts) ? starts : 1)];

    [Theory]
    [MemberData(nameof(Starts))]
    public Task Five_pods_that_start_together_always_form_one_cluster(int start)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"start {start}, seed {seed}");
        return StartAsync(new Random(seed));
    }

    private async Task StartAsync(Random random)
    {
        int[] all = [1, 2, 3, 4, 5];
        await using var cluster = new PlayedCluster("127.0.74", requiredMembers: all.Length);
        await cluster.StartAsync(all, Token);
        var sights = all.SelectMany(viewer => all.Select(listed => (At: TimeSpan.FromSeconds(10 * random.NextDouble()), Viewer: viewer, Listed: listed))).Order();
        var passed = TimeSpan.Zero;
        foreach (var (at, viewer, listed) in sights)
        {
            await Task.Delay(at - passed, Token);
            passed = at;
            cluster.SeeAlso(viewer, listed);
        }

        await cluster.AreOneAsync(all, Token);
    }
}
