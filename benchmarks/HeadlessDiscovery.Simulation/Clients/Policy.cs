using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Clients;

/// <summary>A way to find peers by DNS.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Summary">What it does.</param>
/// <param name="New">Makes a pod's client.</param>
internal sealed record Policy(string Name, string Summary, Func<Watcher, Client> New)
{
    /// <summary>Whether its clients hear of connections that fail.</summary>
    public bool NoticesFailures { get; init; }

    public static IReadOnlyList<Policy> All { get; } =
    [
        new("ours", "this library with its defaults: three confirmations", static pod => new ResolverClient(pod)),
        new("ours-1", "this library with one confirmation", static pod => new ResolverClient(pod, static options => options.RemovalConfirmations = 1)),
        new("ours-2", "this library with two confirmations", static pod => new ResolverClient(pod, static options => options.RemovalConfirmations = 2)),
        new("ours-5", "this library with five confirmations", static pod => new ResolverClient(pod, static options => options.RemovalConfirmations = 5)),
        new("ours-reported", "this library with its defaults; the application reports peers that it cannot reach", static pod => new ResolverClient(pod)) { NoticesFailures = true },
        new("counted-answers", "removes what three complete answers in a row lack, whoever gives them, as this library did before it knew witnesses", static pod => new CountedAnswersClient(pod)),
        new("last-answer", "takes the last answer each 5 s; keeps the list on an error", static pod => new LastAnswerClient(pod)),
        new("drop-on-error", "takes the last answer each 5 s; an error empties the list", static pod => new DropOnErrorClient(pod)),
        new("keep-on-error", "asks again after the TTL, at most 30 s; keeps the list on an error, NXDOMAIN empties it", static pod => new KeepOnErrorClient(pod)),
        new("ttl", "asks again after the TTL, at most 60 s; keeps the list on an error and on NXDOMAIN", static pod => new TtlClient(pod)),
        new("on-failure", "asks again when a connection fails, at most each 15 s", static pod => new OnFailureClient(pod)) { NoticesFailures = true },
    ];

    public static Policy Of(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new ArgumentException($"Unknown policy '{name}'. There are: {string.Join(", ", All.Select(one => one.Name))}.");
}
