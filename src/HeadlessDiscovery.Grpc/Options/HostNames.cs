using System.Text;

namespace HeadlessDiscovery.Grpc;

/// <summary>Which values are valid in <c>:authority</c>.</summary>
internal static class HostNames
{
    public static bool IsValid(string host) => Ascii.IsValid(host) && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
}
