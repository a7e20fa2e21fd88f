using System.Text;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>Any name with any search list: the first byte is ndots and the two switches, then the name, then the domains, a line each.</summary>
internal sealed class SearchListTarget : IFuzzTarget
{
    public string Corpus => "searchlist";

    public IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. ((string[])
        [
            "\n", ".", "..", "-", "_", " ", "\0", "\u00e4", "web", "web.shop", "web.shop.svc.cluster.local.", "orders.svc", "svc", "svc.", ".svc.",
            "shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "SVC.Cluster.LOCAL.", "x.svc.svc.cluster.local", "svc.svc.cluster.local", "evilcluster.local", "example.com", ".onion",
            "10.1", "10.0.0.1", "fd00::1", "_http._tcp.web", "xn--bcher-kva", new string('a', 63), new string('b', 64), string.Join('.', Enumerable.Repeat(new string('c', 49), 5)), string.Concat(Enumerable.Repeat("d.", 100)),
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    public ValueTask<Verdict> RunAsync(byte[] input)
    {
        var switches = input.Length > 0 ? input[0] : 0;
        var lines = Encoding.UTF8.GetString(input.AsSpan(Math.Min(1, input.Length))).Split('\n');
        var required = (switches & 0x20) == 0;
        var expanded = SearchList.Expand(lines[0], [.. lines.Skip(1)], switches & 0x0F, (switches & 0x10) != 0, required);
        return new(new Verdict(Behaviour(expanded), Problem(lines[0], lines.Length - 1, expanded, required)));
    }

    public void Dispose()
    {
    }

    private static string? Problem(string name, int domains, SearchExpansion expanded, bool required)
    {
        var candidates = expanded.Candidates;
        if (candidates.Length > domains + 1 || expanded.Skipped.Length > domains + 2)
        {
            return $"{domains} domains make {candidates.Length} candidates and {expanded.Skipped.Length} that are left out.";
        }

        if (candidates.FirstOrDefault(candidate => candidate.Length > 254 || !candidate.EndsWith('.') || !PlainName.Is(candidate[..^1])) is { } bad)
        {
            return $"'{bad}' cannot be asked.";
        }

        if (candidates.FirstOrDefault(candidate => !candidate.StartsWith(name.EndsWith('.') ? name : name + ".", StringComparison.Ordinal)) is { } foreign)
        {
            return $"'{foreign}' does not begin with the name.";
        }

        if (candidates.Distinct(StringComparer.OrdinalIgnoreCase).Count() != candidates.Length)
        {
            return "A candidate comes twice.";
        }

        if (name.EndsWith('.') && candidates.Length > 1)
        {
            return "A fully qualified name is not itself alone.";
        }

        // With enough dots the file asks for the name as it is first, wherever it lies.
        var searched = candidates.Where((candidate, place) => place > 0 || candidate != name + ".");
        return required && !expanded.ClusterZones.IsEmpty && !name.EndsWith('.') && searched.FirstOrDefault(candidate => !expanded.ClusterZones.Any(zone => IsIn(candidate, zone))) is { } outside
            ? $"'{outside}' lies outside '{string.Join("', '", expanded.ClusterZones)}'."
            : null;
    }

    private static bool IsIn(string candidate, string zone) => ("." + candidate).ToUpperInvariant().EndsWith("." + zone.ToUpperInvariant() + ".", StringComparison.Ordinal);

    private static int Behaviour(SearchExpansion expanded)
    {
        var hash = default(HashCode);
        hash.Add(Math.Min(expanded.Candidates.Length, 6));
        hash.Add(expanded.ClusterZone?.Count(character => character == '.') ?? -1);
        foreach (var skipped in expanded.Skipped.Take(6))
        {
            hash.Add(skipped.Why[..Math.Min(18, skipped.Why.Length)]);
        }

        return hash.ToHashCode();
    }
}
