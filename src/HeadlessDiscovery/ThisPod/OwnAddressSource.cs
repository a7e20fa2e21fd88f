using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Options;

/// <summary>Finds this pod's addresses: the option, otherwise the downward API's variables, otherwise the interfaces. The family of the first is the one that <see cref="PeerFamily.Auto"/> queries.</summary>
internal static class OwnAddressSource
{
    private const string Several = "POD_IPS";
    private const string One = "POD_IP";

    /// <param name="options">Its <see cref="HeadlessPeersOptions.SelfAddresses"/> win.</param>
    /// <param name="variable">Reads POD_IPS and POD_IP.</param>
    /// <param name="interfaces">Lists the machine's unicast addresses.</param>
    public static OwnAddresses Find(HeadlessPeersOptions options, Func<string, string?> variable, Func<IEnumerable<IPAddress>> interfaces)
    {
        if (options.SelfAddresses.Count > 0)
        {
            return new OwnAddresses([.. options.SelfAddresses.Select(Peer.Parse).Distinct()], "SelfAddresses");
        }

        var problems = ImmutableArray.CreateBuilder<OwnVariableProblem>();
        var named = FromVariables(variable, problems, out var name);
        if (named.IsEmpty)
        {
            // The order of interfaces is an accident of the machine: IPv4 comes first on each.
            return new OwnAddresses([.. Usable(interfaces()).OrderBy(address => address.AddressFamily).Select(address => new Peer(address)).Distinct()], OwnAddresses.OfInterfaces, problems.ToImmutable());
        }

        // status.podIPs is complete. status.podIP has one address of possibly two, and with PeerFamily.Both the other one must be recognised as this pod's.
        IPAddress[] missing = name == Several ? [] : [.. Usable(interfaces()).Where(address => named.All(own => own.Address.AddressFamily != address.AddressFamily))];
        return new OwnAddresses([.. named.Concat(missing.Select(address => new Peer(address))).Distinct()], missing.Length > 0 ? OwnAddresses.OfVariableAndInterfaces : name, problems.ToImmutable());
    }

    private static ImmutableArray<Peer> FromVariables(Func<string, string?> variable, ImmutableArray<OwnVariableProblem>.Builder problems, out string name)
    {
        foreach (var candidate in (string[])[Several, One])
        {
            var found = ImmutableArray.CreateBuilder<Peer>();
            var value = variable(candidate) ?? string.Empty;
            var texts = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

            // status.podIP is one address: of two, the second one may be a peer's, which would then be hidden.
            foreach (var text in candidate == One && texts.Length > 1 ? [value.Trim()] : texts)
            {
                if (Peer.TryParse(text, out var own))
                {
                    found.Add(own);
                }
                else
                {
                    problems.Add(new OwnVariableProblem(candidate, PrintableText.Quoted(text), FaultOf(text)));
                }
            }

            if (found.Count > 0)
            {
                name = candidate;
                return found.ToImmutable();
            }
        }

        name = string.Empty;
        return [];
    }

    private static OwnVariableFault FaultOf(string text) => text switch
    {
        _ when text.Contains("$(", StringComparison.Ordinal) => OwnVariableFault.Unexpanded,
        ['"' or '\'', ..] or [.., '"' or '\''] => OwnVariableFault.Quoted,
        _ when text.Split([' ', ',', ';', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts && parts.All(part => Peer.TryParse(part, out _)) => OwnVariableFault.Several,
        _ when IPNetwork.TryParse(text, out _) || (text.Contains('/', StringComparison.Ordinal) && IPAddress.TryParse(text.Split('/')[0], out _)) => OwnVariableFault.Cidr,
        _ => OwnVariableFault.NotAnAddress,
    };

    private static IEnumerable<IPAddress> Usable(IEnumerable<IPAddress> addresses) => addresses
        .Where(address => !IPAddress.IsLoopback(address) && !IsLinkLocal(address))
        .Select(address => address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address);

    private static bool IsLinkLocal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.IsIPv6LinkLocal
        : address.GetAddressBytes() is [169, 254, ..];
}
