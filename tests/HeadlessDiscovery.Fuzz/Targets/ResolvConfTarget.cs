using System.Net;
using System.Text;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>Any bytes as a resolv.conf.</summary>
internal sealed class ResolvConfTarget : IFuzzTarget
{
    private static readonly char[] Blanks = [' ', '\t'];

    public string Corpus => "resolvconf";

    public IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. ((string[])
        [
            "nameserver ", "search ", "domain ", "options ", "sortlist ", "\n", "\r\n", " ", "\t", "#", ";", "%", "%1", "%lo", ":", ".", "..", "-", "\0", "\uFEFF", "\u00e4",
            "10.96.0.10", "10.1", "010.0.0.1", "0x7f.1", "255.255.255.255", "256.0.0.1", "fd00::10", "fe80::1%1", "::ffff:10.0.0.1", "::", "[fd00::10]:53",
            "ndots:", "ndots:5", "timeout:1", "attempts:3", "99999999999999999999", "-1", "+3", "rotate", "use-vc", "no-aaaa", "no-tld-query", "edns0", "single-request",
            "shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "xn--bcher-kva.example", "_tcp.a.test.", new string('a', 63), new string('b', 64), new string('#', 200),
        ]).Select(Encoding.UTF8.GetBytes),
        [0xC0, 0x80],
        [0xFF, 0xFE],
        [0xED, 0xA0, 0x80],
    ];

    public ValueTask<Verdict> RunAsync(byte[] input)
    {
        using var stream = new MemoryStream(input, writable: false);
        var text = ResolvConfText.ReadFrom(stream).Text;
        var read = ResolvConfParser.Parse(text);
        return new(new Verdict(Behaviour(read), Problem(text, read)));
    }

    public void Dispose()
    {
    }

    private static string? Problem(string text, ResolverConfiguration read)
    {
        if (!read.HasSameContent(ResolvConfParser.Parse(text)))
        {
            return "The same text read twice is two configurations.";
        }

        if (read.NameServers.Length > 3 || read.NameServers.Distinct().Count() != read.NameServers.Length)
        {
            return $"{read.NameServers.Length} name servers, or one twice.";
        }

        foreach (var server in read.NameServers)
        {
            if (server.Port != 53 || !StandsIn(text, server.Address))
            {
                return $"The name server {server} does not stand in the text.";
            }
        }

        if (read.Ndots is < 0 or > 15 || read.Attempts is < 1 or > 5 || read.Timeout < TimeSpan.FromSeconds(1) || read.Timeout > TimeSpan.FromSeconds(30))
        {
            return $"Out of range: ndots {read.Ndots}, attempts {read.Attempts}, timeout {read.Timeout}.";
        }

        if (read.Search.FirstOrDefault(domain => domain != "." && !PlainName.Is(domain)) is { } bad)
        {
            return $"The search domain '{bad}' cannot be asked.";
        }

        if (read.Search.Distinct(StringComparer.OrdinalIgnoreCase).Count() != read.Search.Length)
        {
            return "A search domain is listed twice.";
        }

        return read.Diagnostics.Length > 66 || read.Diagnostics.Any(said => said.Message.Length > 600 || said.Message.Any(character => character is < ' ' or > '~'))
            ? "Diagnostics without bounds, or with characters that disturb a log."
            : null;
    }

    // The address is written out after 'nameserver' somewhere: nothing was completed, shortened or guessed.
    private static bool StandsIn(string text, IPAddress address)
    {
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            var words = line.TrimEnd('\r').Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var written, ..] && IPAddress.TryParse(written.Split('%')[0], out var there) && Same(there, address)
                && (written.Contains(':', StringComparison.Ordinal) || written == address.ToString()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(IPAddress left, IPAddress right) => left.MapToIPv6().GetAddressBytes().AsSpan().SequenceEqual(right.MapToIPv6().GetAddressBytes());

    private static int Behaviour(ResolverConfiguration read)
    {
        var hash = default(HashCode);
        hash.Add(read.NameServers.Length);
        hash.Add(Math.Min(read.Search.Length, 4));
        hash.Add(read.Ndots);
        hash.Add(read.Attempts);
        hash.Add((read.Rotate, read.UseTcp, read.SingleRequest, read.NoAaaa, read.NoReload, read.NoTldQuery));
        foreach (var said in read.Diagnostics)
        {
            hash.Add(said.Message.Length > 12 ? said.Message[..12] : said.Message);
        }

        return hash.ToHashCode();
    }
}
