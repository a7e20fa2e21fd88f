using System.Globalization;
using System.Text.RegularExpressions;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>A service name with what belongs into other options: a scheme, a port, the labels of an SRV record.</summary>
internal static partial class ServiceAddress
{
    /// <summary>Which options are meant, in one sentence; null for a name without such parts.</summary>
    public static string? Problem(string name)
    {
        if (Parts().Match(name) is not { Success: true } parts || ServiceName.Problem(parts.Groups["host"].Value) is not null)
        {
            return null;
        }

        var (srv, port) = (parts.Groups["srv"], parts.Groups["port"]);
        List<string> meant = [$"ServiceName = \"{parts.Groups["host"].Value}\""];
        if (srv.Success)
        {
            meant.Add($"PortName = \"{srv.Value}\"");
            if (parts.Groups["protocol"].Value is not "tcp" and var protocol)
            {
                meant.Add($"Protocol = \"{protocol}\"");
            }
        }
        else if (port.Success)
        {
            meant.Add(string.Create(CultureInfo.InvariantCulture, $"Port = {port.Value}"));
        }

        return parts.Groups["scheme"].Success || srv.Success || port.Success
            ? $"The service name {PrintableText.Quoted(name)} is more than a name; set {string.Join(" and ", meant)}."
            : null;
    }

    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+.-]*://[^/]*/|[a-z][a-z0-9+.-]*://)?(_(?<srv>[a-z0-9-]+)\._(?<protocol>tcp|udp|sctp)\.)?(?<host>[^:/_]+)(:(?<port>[0-9]{1,5}))?/?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
