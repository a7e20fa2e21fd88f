using HeadlessDiscovery.AspNetCore.Text;

namespace HeadlessDiscovery.AspNetCore.Html;

/// <summary>What one page is made for.</summary>
/// <param name="Base">What the links begin with, percent-encoded, without a final slash.</param>
/// <param name="Name">The one service that was asked for; null for all.</param>
/// <param name="Words">The language.</param>
internal sealed record PageRequest(string Base, string? Name, Words Words)
{
    /// <summary>The address of the page of one service in the same language.</summary>
    public string Link(string key) => $"{Base}/{Uri.EscapeDataString(key)}?lang={Words.Code}";

    /// <summary>The address of this page in a language.</summary>
    public string In(string language) => $"{Here}?lang={language}";

    /// <summary>The address of this page's JSON.</summary>
    public string Json => $"{Here}/json";

    private string Here => Name is null ? Base : $"{Base}/{Uri.EscapeDataString(Name)}";
}
