using System.Globalization;
using Yarp.ReverseProxy.Configuration;

namespace HeadlessDiscovery.Yarp;

/// <summary>A configured destination, converted to that of a pod.</summary>
internal static class PodDestination
{
    /// <summary>Stable for the pod, because it is the key for health state and session affinity.</summary>
    public static string IdOf(string configured, Peer pod) => $"{configured}[{pod}]";

    public static DestinationConfig Of(DestinationConfig configured, Uri address, Peer pod) => configured with
    {
        Address = At(address, pod),
        Health = configured.Health is { Length: > 0 } text && Uri.TryCreate(text, UriKind.Absolute, out var health) && health.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase)
            ? At(health, pod)
            : configured.Health,

        // Host, and therefore SNI and the certificate name, of requests and of health probes.
        Host = configured.Host is { Length: > 0 } ? configured.Host : address.Authority,
    };

    private static string At(Uri uri, Peer pod)
    {
        var port = HasPort(uri) ? uri.Port : pod.Port ?? uri.Port;
        return string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{pod.ToHostString()}:{port}{uri.PathAndQuery}");
    }

    // Uri does not distinguish "http://orders:80" from "http://orders".
    private static bool HasPort(Uri uri)
    {
        var from = uri.OriginalString.IndexOf("://", StringComparison.Ordinal) + 3;
        var to = uri.OriginalString.IndexOfAny(['/', '?', '#'], from);
        var authority = to < 0 ? uri.OriginalString[from..] : uri.OriginalString[from..to];
        return authority.EndsWith(string.Create(CultureInfo.InvariantCulture, $":{uri.Port}"), StringComparison.Ordinal);
    }
}
