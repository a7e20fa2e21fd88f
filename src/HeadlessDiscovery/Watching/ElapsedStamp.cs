namespace HeadlessDiscovery.Watching;

/// <summary>A point of the resolver's clock, or none: set by the loop, and read by whoever collects metrics.</summary>
internal sealed class ElapsedStamp
{
    private const long None = -1;

    // One word: a TimeSpan? has two, and could be read as half of the old one and half of the new one.
    private long ticks = None;

    public TimeSpan? Value
    {
        get => Volatile.Read(ref ticks) is var read && read == None ? null : new TimeSpan(read);
        set => Volatile.Write(ref ticks, value?.Ticks ?? None);
    }
}
