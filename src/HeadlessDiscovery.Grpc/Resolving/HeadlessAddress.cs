using System.Globalization;
using System.Net;

namespace HeadlessDiscovery.Grpc;

/// <summary>The parsed address of a channel: headless:///NAME or headless:///NAME:PORT.</summary>
internal readonly record struct HeadlessAddress(string Name, int? Port)
{
    public const string Scheme = "headless";

    /// <exception cref="ArgumentException">It has an authority, a path of several segments, or a port out of range.</exception>
    public static HeadlessAddress Parse(Uri address)
    {
        // As in dns:///, the authority would be a server to query. It is also lower-cased, and names are not.
        var text = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        if (address.Authority.Length > 0 || text.Contains('/', StringComparison.Ordinal))
        {
            throw Refused(address, $"write {Scheme}:///NAME, with three slashes and the name of the peers");
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return new(text, null);
        }

        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new(text[..colon], port)
            : throw Refused(address, "the port must be between 1 and 65535");
    }

    public static Uri UriOf(string name) => new($"{Scheme}:///{Uri.EscapeDataString(name)}");

    private static ArgumentException Refused(Uri address, string why) => new($"The address '{address.OriginalString}' is not valid: {why}.", nameof(address));
}
