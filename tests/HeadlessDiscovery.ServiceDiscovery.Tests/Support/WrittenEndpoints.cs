using Microsoft.Extensions.Configuration;

namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>A configuration that a test writes while the application runs.</summary>
internal sealed class WrittenEndpoints : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Write(string key, string? value)
    {
        if (value is null)
        {
            Data.Remove(key);
        }
        else
        {
            Set(key, value);
        }

        OnReload();
    }
}
