using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>Whether all participants see the truth: looked at, never assumed after a while.</summary>
internal static class Agreement
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>A fresh view of exactly the others, nobody held, and itself in the answer.</summary>
    public static bool SeesTruth(Participant participant, IReadOnlySet<Peer> truth)
    {
        var snapshot = participant.Current;
        var others = participant.Self is { } self ? truth.Where(peer => peer != self) : truth;
        return snapshot is { IsResolved: true, IsStale: false, Held.IsEmpty: true }
            && (participant.Self is null || snapshot.Self == SelfPresence.Present)
            && others.ToHashSet().SetEquals(snapshot);
    }

    /// <summary>Every judge sees the truth, and all print the same fingerprint.</summary>
    public static bool Holds(Cluster cluster)
    {
        var truth = cluster.Truth;
        var judges = cluster.Judges.ToArray();
        return judges.All(judge => SeesTruth(judge, truth)) && judges.Select(judge => judge.Current.Fingerprint).Distinct().Count() == 1;
    }

    /// <returns>Whether it came true in time.</returns>
    public static async Task<bool> WaitAsync(Func<bool> isSo, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var startTimestamp = time.GetTimestamp();
        while (!isSo())
        {
            if (time.GetElapsedTime(startTimestamp) > atMost)
            {
                return false;
            }

            await Task.Delay(Glance, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
