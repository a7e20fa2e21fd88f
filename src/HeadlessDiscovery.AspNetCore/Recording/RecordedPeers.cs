using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Recording;

/// <summary>One registered resolver, with the name of its page, its history, and its changes.</summary>
internal sealed record RecordedPeers(string Key, IPeerResolver Resolver, PeersRecord Record, ChangesOf Changes)
{
    /// <summary>The name of the unnamed resolver in addresses and on the page.</summary>
    public const string Unnamed = "default";

    // The routes below the page. Routing prefers them to a name (case-insensitively), so such a name would have no page.
    private static readonly string[] Routes = ["json", "events"];

    public static ImmutableArray<RecordedPeers> Of(IEnumerable<IPeerResolver> resolvers, TimeProvider time, ILogger logger)
    {
        var distinct = resolvers.Distinct().ToArray();
        return [.. distinct.Select(resolver =>
        {
            var key = KeyOf(resolver.Name, distinct);
            return new RecordedPeers(key, resolver, new PeersRecord(time), new ChangesOf(key, resolver, time, logger));
        })];
    }

    private static string KeyOf(string name, IPeerResolver[] taken)
    {
        if (name.Length > 0 && !Routes.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return name;
        }

        var key = name.Length > 0 ? name + "-" : Unnamed;
        while (taken.Any(resolver => resolver.Name == key))
        {
            key += "-";
        }

        return key;
    }
}
