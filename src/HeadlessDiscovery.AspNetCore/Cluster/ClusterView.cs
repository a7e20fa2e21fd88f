using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Cluster;

/// <summary>What all pods see, as one round found it.</summary>
/// <param name="At">When the round began, UTC.</param>
/// <param name="Pods">One for each member; this pod first, the others in order of their addresses.</param>
internal sealed record ClusterView(DateTimeOffset At, ImmutableArray<PodView> Pods)
{
    /// <summary>The fingerprint that most pods have; of several, that of the first pod. Null where none is known.</summary>
    public string? Usual { get; } = Pods.Where(static pod => pod.Fingerprint is not null)
        .GroupBy(static pod => pod.Fingerprint)
        .OrderByDescending(static group => group.Count())
        .FirstOrDefault()?.Key;

    public int Agreeing => Pods.Count(pod => pod.Fingerprint is not null && pod.Fingerprint == Usual);

    public int Differing => Pods.Count(IsDiffering);

    public int Unread => Pods.Count(static pod => pod.Fingerprint is null);

    public bool IsDiffering(PodView pod) => pod.Fingerprint is not null && pod.Fingerprint != Usual;
}
