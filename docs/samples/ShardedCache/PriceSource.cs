namespace ShardedCache;

/// <summary>What is too slow to read each time: here it stands for a database.</summary>
internal sealed class PriceSource
{
    private int reads;

    public int Reads => Volatile.Read(ref reads);

    public Task<string> ReadAsync(string key, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        Interlocked.Increment(ref reads);
        return Task.FromResult($"price of {key}");
    }
}
