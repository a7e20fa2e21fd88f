using HeadlessDiscovery.AspNetCore.Cluster;
using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>The parameters of a page request.</summary>
/// <param name="Base">The prefix of all links, percent-encoded, without a trailing slash.</param>
/// <param name="Name">The requested service; null for all.</param>
/// <param name="Words">The language.</param>
internal sealed record PageRequest(string Base, string? Name, Words Words)
{
    /// <summary>Whether the other pods may be queried for their views.</summary>
    public bool MayQueryCluster { get; init; }

    /// <summary>The views of all pods; null if not requested.</summary>
    public ClusterView? Cluster { get; init; }

    /// <summary>The column by which the views are sorted; null for problems first.</summary>
    public string? Sort { get; init; }

    /// <summary>The text that the rows must contain; null or empty for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The address of this page with the views of all pods.</summary>
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
