using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Watching;

/// <summary>The tool's <c>doctor</c> in a namespace, told nothing but the name of the service.</summary>
internal static class Doctor
{
    /// <summary>The codes of what it found, in its order.</summary>
    public static async Task<string[]> FindingsAsync(Host host, CancellationToken cancellationToken)
    {
        using var document = await ToolJson.OfAsync(host, ["doctor", PodNetwork.Service], cancellationToken);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!)];
    }
}
