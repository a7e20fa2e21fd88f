namespace HeadlessDiscovery.FusionCache;

/// <summary>What a peer must invalidate: one key of a cache or, without a key, the whole cache.</summary>
/// <param name="channel">The channel of the cache, which contains FusionCache's wire version.</param>
/// <param name="key">The key; null for everything.</param>
/// <param name="message">FusionCache's message; empty for everything.</param>
/// <param name="timestamp">When it was posted, on the monotonic clock.</param>
internal sealed class Invalidation(string channel, string? key, byte[] message, long timestamp)
{
    public string Channel => channel;

    public (string Channel, string? Key) Subject => (channel, key);

    public bool IsEverything => key is null;

    public byte[] Message => message;

    public long Timestamp => timestamp;

    /// <summary>The same, posted at another time.</summary>
    public Invalidation At(long other) => new(channel, key, message, other);

    public static Invalidation Everything(string channel, long timestamp) => new(channel, null, [], timestamp);
}
