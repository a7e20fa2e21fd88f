using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>Binds the unnamed resolver from the section "HeadlessPeers" where a configuration is there.</summary>
internal sealed class UnnamedSection(IConfiguration? configuration = null) : IConfigureNamedOptions<HeadlessPeersOptions>
{
    public const string Name = "HeadlessPeers";

    public void Configure(string? name, HeadlessPeersOptions options)
    {
        if (name == Microsoft.Extensions.Options.Options.DefaultName)
        {
            configuration?.GetSection(Name).Bind(options);
        }
    }

    public void Configure(HeadlessPeersOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);
}
