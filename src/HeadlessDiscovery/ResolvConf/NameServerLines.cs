using System.Collections.Immutable;
using System.Net;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Collects the name servers of the file.</summary>
internal sealed class NameServerLines(DiagnosticList diagnostics)
{
    // resolv.conf(5), MAXNS: at most 3.
    private const int Max = 3;

    private readonly List<IPEndPoint> servers = [];

    public void Add(int line, ref ResolvConfTokens tokens)
    {
        if (!tokens.TryNext(out var text))
        {
            diagnostics.Add(line, "The directive 'nameserver' has no value and is ignored; write one address after it, such as 10.96.0.10.");
            return;
        }

        if (!NameServerText.TryParseAddress(text, out var address, out var unknownScope))
        {
            diagnostics.Add(line, $"The name server {PrintableText.Quoted(text)} is not an address and is ignored; write an IPv4 address with four decimal parts, or an IPv6 address, without a port.", ConfigurationDiagnosticKind.NotAnAddress);
            return;
        }

        if (tokens.TryNext(out var extra))
        {
            diagnostics.Add(line, $"The text {PrintableText.Quoted(extra)} after the name server {address} is ignored; write one address on each 'nameserver' line.");
        }

        var server = new IPEndPoint(address, NameServerText.DefaultPort);
        if (servers.Contains(server))
        {
            diagnostics.Add(line, $"The name server {address} is listed twice and is queried once; write it on one line only.");
        }
        else if (servers.Count == Max)
        {
            diagnostics.Add(line, $"The name server {address} is ignored; resolv.conf takes at most {Max}, and the first ones are used.", ConfigurationDiagnosticKind.TooManyServers);
        }
        else
        {
            servers.Add(server);
            if (unknownScope)
            {
                diagnostics.Add(line, $"The interface in the name server {PrintableText.Quoted(text)} does not exist, so the address is used without it; write the name or number of an interface of this machine.");
            }
        }
    }

    public ImmutableArray<IPEndPoint> ToImmutable() => [.. servers];
}
