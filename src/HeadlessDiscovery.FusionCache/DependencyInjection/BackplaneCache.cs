namespace HeadlessDiscovery.FusionCache;

/// <summary>A cache that uses the backplane.</summary>
/// <param name="CacheName">Its FusionCache name.</param>
/// <param name="ResolverName">The registration name of its peers.</param>
internal sealed record BackplaneCache(string CacheName, string ResolverName);
