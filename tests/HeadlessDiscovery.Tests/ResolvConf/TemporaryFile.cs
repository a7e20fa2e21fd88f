namespace HeadlessDiscovery.Tests.ResolvConf;

/// <summary>A real file in a directory of its own. Each write is another moment for whoever compares times.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("resolvconf").FullName;
    private DateTime modifiedAt = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public TemporaryFile(string? text = null)
    {
        if (text is not null)
        {
            Write(text);
        }
    }

    public string Path => Beside("resolv.conf");

    public string Beside(string name) => System.IO.Path.Combine(directory, name);

    public void Write(string text)
    {
        File.WriteAllText(Path, text);
        modifiedAt = modifiedAt.AddSeconds(1);
        File.SetLastWriteTimeUtc(Path, modifiedAt);
    }

    public void WriteWithoutTrace(string text)
    {
        File.WriteAllText(Path, text);
        File.SetLastWriteTimeUtc(Path, modifiedAt);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
