using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery;

/// <summary>The options of a registration. Compiled into each package that reads them.</summary>
internal static class RegisteredOptions
{
    /// <summary>Null where they are not valid: a resolver of another making, such as a fake, reads no options, so nobody has set them.</summary>
    public static HeadlessPeersOptions? Find(IServiceProvider services, string registration)
    {
        try
        {
            return services.GetService<IOptionsMonitor<HeadlessPeersOptions>>()?.Get(registration);
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
