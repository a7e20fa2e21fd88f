using System.Collections.Immutable;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>One registered resolver, the name of its page, and what is remembered of it.</summary>
internal sealed record RecordedPeers(string Key, IPeerResolver Resolver, PeersRecord Record)
{
    /// <summary>The name of the unnamed resolver in addresses and on the page.</summary>
    public const string Unnamed = "default";

    public static ImmutableArray<RecordedPeers> Of(IEnumerable<IPeerResolver> resolvers, TimeProvider time)
    {
        var distinct = resolvers.Distinct().ToArray();
        return [.. distinct.Select(resolver => new RecordedPeers(resolver.Name.Length > 0 ? resolver.Name : Free(distinct), resolver, new PeersRecord(time)))];
    }

    private static string Free(IPeerResolver[] taken)
    {
        var key = Unnamed;
        while (taken.Any(resolver => resolver.Name == key))
        {
            key += "-";
        }

        return key;
    }
}
