using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http;

/// <summary>Binds the unnamed client to the section "PeerHttpClient" if there is a configuration.</summary>
internal sealed class UnnamedSection(IConfiguration? configuration = null) : IConfigureNamedOptions<PeerHttpClientOptions>
{
    public void Configure(string? name, PeerHttpClientOptions options)
    {
        if (name == Microsoft.Extensions.Options.Options.DefaultName)
        {
            configuration?.GetSection(nameof(PeerHttpClient)).Bind(options);
        }
    }

    public void Configure(PeerHttpClientOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);
}
