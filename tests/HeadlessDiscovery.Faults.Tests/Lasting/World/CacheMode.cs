namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>What TTL a cache shows with its copies.</summary>
internal enum CacheMode
{
    /// <summary>What is left of it.</summary>
    CountsDown,

    /// <summary>The full one, in the same order of records (CoreDNS, keepttl).</summary>
    KeepsTtl,

    /// <summary>What is left of it; and while the source fails, the last good answer with a constant TTL of 30 s (Unbound, serve-expired).</summary>
    ServesExpired,
}
