namespace HeadlessDiscovery;

/// <summary>Why a name of the search list is not queried, in the language of the tool or the page. The core has it in English only, for its log.</summary>
internal static class SkippedReason
{
    public static string Of(SkippedCandidate skipped, IReadOnlyList<string> zones, FindingLanguage language) => language == FindingLanguage.Korean && skipped.IsOutsideCluster
        ? $"클러스터 도메인 {string.Join(", ", zones)} 밖이다. 그래도 조회하려면 끝에 점을 붙여 쓰거나 RequireClusterSuffix = false로 한다."
        : skipped.Why;
}
