using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>Which texts may stand in <c>:authority</c>, and which one does where the options name none.</summary>
internal static class HostNames
{
    public static bool IsValid(string host) => Ascii.IsValid(host) && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;

    /// <summary>The service name of the peers; null where it is not a host name: with static peers a registration name may be any text.</summary>
    public static string? OfService(IServiceProvider provider, string name)
    {
        var service = ServiceName(provider, name).TrimEnd('.');
        return Ascii.IsValid(service) && Uri.CheckHostName(service) == UriHostNameType.Dns ? service : null;
    }

    private static string ServiceName(IServiceProvider provider, string name)
    {
        try
        {
            return provider.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>().Get(name).ServiceName ?? name;
        }
        catch (OptionsValidationException)
        {
            // A resolver of another making, such as a fake, reads no options, so nobody has set them.
            return name;
        }
    }
}
