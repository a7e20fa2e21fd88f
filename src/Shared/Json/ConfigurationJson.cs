using System.Text.Json;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Json;

/// <summary>The resolver configuration as it was understood.</summary>
internal static class ConfigurationJson
{
    public static void Write(this Utf8JsonWriter json, ResolverConfiguration configuration)
    {
        json.WriteString("path", configuration.Path);
        json.WriteStrings("nameServers", configuration.NameServers.Select(server => server.ToString()));
        json.WriteStrings("search", configuration.Search);
        foreach (var option in ResolvConfOptions.Numbers)
        {
            json.WriteNumber(option.Name, Math.Round((decimal)option.Read(configuration), 6));
        }

        foreach (var option in ResolvConfOptions.Switches)
        {
            json.WriteBoolean(option.Json, option.IsOn(configuration));
        }

        json.WriteObjects("diagnostics", configuration.Diagnostics, diagnostic =>
        {
            json.WriteNumber("line", diagnostic.Line);
            json.WriteString("message", diagnostic.Message);
        });
    }
}
