namespace HeadlessDiscovery.FusionCache;

/// <summary>A cache that has the backplane.</summary>
/// <param name="CacheName">FusionCache's name of it.</param>
/// <param name="ResolverName">The registration name of its peers.</param>
internal sealed record BackplaneCache(string CacheName, string ResolverName);
