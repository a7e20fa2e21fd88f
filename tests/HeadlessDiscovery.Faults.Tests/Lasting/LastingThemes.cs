using HeadlessDiscovery.Faults.Tests.Lasting.Cases;

namespace HeadlessDiscovery.Faults.Tests.Lasting;

/// <summary>The cases, by theme; those of a theme are measured in one process.</summary>
internal static class LastingThemes
{
    public static IReadOnlyDictionary<string, IReadOnlyList<LastingCase>> All { get; } = new Dictionary<string, IReadOnlyList<LastingCase>>
    {
        [nameof(StandIns)] = StandIns.All,
        [nameof(Denials)] = Denials.All,
        [nameof(Families)] = Families.All,
        [nameof(Replicas)] = Replicas.All,
        [nameof(Caches)] = Caches.All,
        [nameof(Reports)] = Reports.All,
        [nameof(LargeServices)] = LargeServices.All,
    };
}
