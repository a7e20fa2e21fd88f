using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>The tool's <c>resolve</c> in a namespace.</summary>
internal static class Resolution
{
    public static async Task<string?> OutcomeAsync(Host host, string name, string family, CancellationToken cancellationToken)
    {
        using var document = await ToolJson.OfAsync(host, ["resolve", name, "--family", family], cancellationToken);
        return document.RootElement.GetProperty("outcome").GetString();
    }
}
