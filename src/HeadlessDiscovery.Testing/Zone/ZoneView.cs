namespace HeadlessDiscovery.Testing.Zone;

/// <summary>Everything that one replica of CoreDNS knows at one moment.</summary>
internal sealed record ZoneView
{
    /// <summary>The cluster zone, in lower case and without trailing dot.</summary>
    public required string Zone { get; init; }

    public required uint Ttl { get; init; }

    /// <summary>The SOA's TTL and minimum; null for what CoreDNS makes of <see cref="Ttl"/>.</summary>
    public uint? NegativeTtl { get; init; }

    public uint Serial { get; init; }

    public required IReadOnlySet<string> Namespaces { get; init; }

    /// <summary>By <c>name.namespace</c>.</summary>
    public required IReadOnlyDictionary<string, ServiceView> Services { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<ExtraRecord>> Records { get; init; }

    /// <summary>By the domain that everything below of is answered.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ExtraRecord>> Wildcards { get; init; }

    public ServiceView? Service(string name, string @namespace) => Services.GetValueOrDefault($"{name}.{@namespace}");
}
