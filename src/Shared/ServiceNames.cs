using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery;

/// <summary>The service name that the options of a registration have. Compiled into each package that reads it.</summary>
internal static class ServiceNames
{
    /// <summary>Null where the options have none.</summary>
    public static string? Find(IServiceProvider services, string registration)
    {
        try
        {
            return services.GetRequiredService<IOptionsMonitor<HeadlessPeersOptions>>().Get(registration).ServiceName?.TrimEnd('.');
        }
        catch (OptionsValidationException)
        {
            // A resolver of another making, such as a fake, reads no options, so nobody has set them.
            return null;
        }
    }

    /// <summary>The service name, or else the name of the registration; null where that is not a host name: with static peers a registration name may be any text, and a header is ASCII.</summary>
    public static string? FindHost(IServiceProvider services, string registration)
    {
        var host = Find(services, registration) ?? registration.TrimEnd('.');
        return Ascii.IsValid(host) && Uri.CheckHostName(host) == UriHostNameType.Dns ? host : null;
    }
}
