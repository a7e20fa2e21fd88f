using System.Buffers;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Tells which names can be the name of a service at all, before anything is asked.</summary>
internal static class ServiceName
{
    private static readonly SearchValues<char> DigitsAndDots = SearchValues.Create("0123456789.");

    /// <summary>Says in one sentence what is wrong with a name and what would be right; null where nothing is wrong.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0)
        {
            return "The service name '' is empty; write the name of a headless Service, such as 'orders', 'orders.shop' or 'orders.shop.svc.cluster.local.'.";
        }

        var bare = WithoutFinalDot(name);
        if (IsAddress(bare))
        {
            return $"The service name {PrintableText.Quoted(name)} is an address; write the name of a headless Service, or put addresses into StaticPeers.";
        }

        if (DomainLabels.Problem(bare) is { } problem)
        {
            return $"The service name {PrintableText.Quoted(name)} {problem}.";
        }

        // RFC 7686 §2: nobody asks DNS for these.
        return bare.EndsWith(".onion", StringComparison.OrdinalIgnoreCase)
            ? $"The service name {PrintableText.Quoted(name)} ends in '.onion', which DNS never answers; write the name of a headless Service."
            : null;
    }

    public static ReadOnlySpan<char> WithoutFinalDot(ReadOnlySpan<char> name) => name.EndsWith('.') ? name[..^1] : name;

    // Digits and dots alone are an address in some reader's eyes (inet_aton takes '10.1'); Go's isDomainName refuses them too.
    private static bool IsAddress(ReadOnlySpan<char> bare) =>
        StrictAddress.TryParse(bare, out _)
        || (bare.ContainsAnyInRange('0', '9') && !bare.ContainsAnyExcept(DigitsAndDots));
}
