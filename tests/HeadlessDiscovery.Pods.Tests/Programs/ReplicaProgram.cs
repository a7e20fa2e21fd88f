namespace HeadlessDiscovery.Pods.Tests.Programs;

/// <summary>
/// <c>replica SERVICE FILE</c>: a resolver as docs/elsewhere.md configures one for Docker.
/// Writes <c>peers fresh|stale SELF ADDRESS…</c> for each version, and <c>verdict REASON</c> for one wait after the other.
/// </summary>
internal static class ReplicaProgram
{
    public const string Word = "replica";
    public const string Peers = "peers";
    public const string Verdict = "verdict";
    public const string Stale = "stale";

    // More than there ever are, so that each wait ends with a verdict on what is there.
    private const int Many = 99;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string service, string resolvConf)
    {
        await using var resolver = new PeerResolver(service, options =>
        {
            options.ResolvConfPath = resolvConf;
            options.AttemptTimeout = TimeSpan.FromSeconds(2);
        });
        await Task.WhenAll(WatchAsync(resolver), JudgeAsync(resolver));
        return 0;
    }

    private static async Task WatchAsync(PeerResolver resolver)
    {
        await foreach (var change in resolver.WatchAsync())
        {
            var now = change.Current;
            Console.WriteLine(string.Join(' ', [Peers, now.IsStale ? Stale : "fresh", now.Self.ToCode(), .. now.Select(peer => peer.Address.ToString())]));
        }
    }

    private static async Task JudgeAsync(PeerResolver resolver)
    {
        await resolver.GetPeersAsync();
        while (true)
        {
            var readiness = await resolver.WaitForPeersAsync(Many, TimeSpan.Zero, Wait);
            Console.WriteLine($"{Verdict} {readiness.Reason}");
        }
    }
}
