using System.Net;

namespace HeadlessDiscovery.Testing.State;

/// <summary>Distinguishes the host name of a pod from its addresses.</summary>
internal static class PodText
{
    public static (string? HostName, IReadOnlyList<IPAddress> Addresses) Read(string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string? hostName = null;
        var addresses = new List<IPAddress>();
        foreach (var text in texts)
        {
            // A peer without a port is an address literal in the strict sense: "10.1" is none.
            if (Peer.TryParse(text, out var peer) && peer.Port is null)
            {
                addresses.Add(peer.Address);
                continue;
            }

            if (hostName is not null || text is not { Length: > 0 and <= 63 } || text.Contains('.', StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{text}' is neither an address nor the one host name of a pod.", nameof(texts));
            }

            hostName = text;
        }

        return (hostName, addresses);
    }
}
