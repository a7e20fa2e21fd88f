using HeadlessDiscovery.AspNetCore.Cluster;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>What one page is made for.</summary>
/// <param name="Base">What the links begin with, percent-encoded, without a final slash.</param>
/// <param name="Name">The one service that was asked for; null for all.</param>
/// <param name="Words">The language.</param>
internal sealed record PageRequest(string Base, string? Name, Words Words)
{
    /// <summary>Whether the other pods may be queried for what they see.</summary>
    public bool MayQueryCluster { get; init; }

    /// <summary>What all pods see; null where that was not asked for.</summary>
    public ClusterView? Cluster { get; init; }

    /// <summary>The column by which that is sorted; null for trouble first.</summary>
    public string? Sort { get; init; }

    /// <summary>What the lines of that must contain; null or empty for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The address of this page with what all pods see.</summary>
    public string WithCluster(string? sort, string? filter) =>
        $"{In(Words.Code)}&cluster{(sort is null ? string.Empty : $"&sort={Uri.EscapeDataString(sort)}")}{(string.IsNullOrEmpty(filter) ? string.Empty : $"&filter={Uri.EscapeDataString(filter)}")}";

    /// <summary>The address of the page of one service in the same language.</summary>
    public string Link(string key) => $"{Base}/{Uri.EscapeDataString(key)}?lang={Words.Code}";

    /// <summary>The address of this page in a language.</summary>
    public string In(string language) => $"{Here}?lang={language}";

    /// <summary>The address of this page's JSON.</summary>
    public string Json => $"{Here}/json";

    private string Here => Name is null ? Base : $"{Base}/{Uri.EscapeDataString(Name)}";
}
