using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http;

/// <summary>Binds the unnamed client from the section "PeerHttpClient" where a configuration is there.</summary>
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
