using System.Globalization;

namespace PeerCache.Prices;

/// <summary>What the cache is in front of; in your application a database. A file for each price, so that several processes on one machine share them.</summary>
internal sealed class PriceFiles(IConfiguration configuration)
{
    private readonly string folder = configuration["Prices:Folder"] ?? throw new InvalidOperationException("Prices:Folder is not set.");
    private long reads;

    /// <summary>How often this process went past its cache.</summary>
    public long Reads => Interlocked.Read(ref reads);

    public async Task<string> ReadAsync(int id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        var path = PathOf(id);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : "none";
    }

    public async Task WriteAsync(int id, string price, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        await File.WriteAllTextAsync(draft, price, cancellationToken);
        File.Move(draft, PathOf(id), overwrite: true);   // nobody reads half a price
    }

    private string PathOf(int id) => Path.Combine(folder, id.ToString(CultureInfo.InvariantCulture));
}
