using System.Text;

namespace HeadlessDiscovery;

/// <summary>The service name that the options of a registration have. Compiled into each package that reads it.</summary>
internal static class ServiceNames
{
    /// <summary>Null where the options have none.</summary>
    public static string? Find(IServiceProvider services, string registration) => RegisteredOptions.Find(services, registration)?.ServiceName?.TrimEnd('.');

    /// <summary>The service name, or else the name of the registration; null where that is not a host name: with static peers a registration name may be any text, and a header is ASCII.</summary>
    public static string? FindHost(IServiceProvider services, string registration)
    {
        var host = Find(services, registration) ?? registration.TrimEnd('.');
        return Ascii.IsValid(host) && Uri.CheckHostName(host) == UriHostNameType.Dns ? host : null;
    }
}
