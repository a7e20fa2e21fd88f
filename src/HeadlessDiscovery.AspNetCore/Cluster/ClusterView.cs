using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Cluster;

/// <summary>The views of all pods, as collected by one round.</summary>
/// <param name="At">When the round began, UTC.</param>
/// <param name="Pods">One per member: this pod first, then the others in order of their addresses.</param>
internal sealed record ClusterView(DateTimeOffset At, ImmutableArray<PodView> Pods)
{
    /// <summary>The fingerprint that most pods have; in a tie, that of the first pod. Null if none is known.</summary>
    public string? Usual { get; } = Pods.Where(static pod => pod.Fingerprint is not null)
        .GroupBy(static pod => pod.Fingerprint)
        .OrderByDescending(static group => group.Count())
        .FirstOrDefault()?.Key;

    public int Agreeing => Pods.Count(pod => pod.Fingerprint is not null && pod.Fingerprint == Usual);

    public int Differing => Pods.Count(IsDiffering);

    public int Unread => Pods.Count(static pod => pod.Fingerprint is null);

    public bool IsDiffering(PodView pod) => pod.Fingerprint is not null && pod.Fingerprint != Usual;
}
