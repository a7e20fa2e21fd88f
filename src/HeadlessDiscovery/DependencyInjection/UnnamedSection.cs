using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>Binds the unnamed resolver from the section "HeadlessPeers" where a configuration is there, and notices that it was loaded again.</summary>
internal sealed class UnnamedSection(IConfiguration? configuration = null) : IConfigureNamedOptions<HeadlessPeersOptions>, IOptionsChangeTokenSource<HeadlessPeersOptions>
{
    private const string Section = "HeadlessPeers";

    public string Name => Microsoft.Extensions.Options.Options.DefaultName;

    public IChangeToken GetChangeToken() => configuration?.GetSection(Section).GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);

    public void Configure(string? name, HeadlessPeersOptions options)
    {
        if (name == Name)
        {
            configuration?.GetSection(Section).Bind(options);
        }
    }

    public void Configure(HeadlessPeersOptions options) => Configure(Name, options);
}
