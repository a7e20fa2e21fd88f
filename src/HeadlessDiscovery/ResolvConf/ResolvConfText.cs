using System.Security;
using System.Text;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>Reads the text of the file, and takes no more than 1 MiB of it.</summary>
/// <param name="Text">The text up to the last whole line that fits.</param>
/// <param name="IsCut">Whether the file is longer.</param>
internal readonly record struct ResolvConfText(string Text, bool IsCut)
{
    public const int MaxBytes = 1024 * 1024;

    public static Stream Open(string path) => new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
    });

    public static ResolvConfText ReadFrom(Stream stream)
    {
        // A length is not trusted: files below /proc say 0. One byte past the limit tells that there is more.
        using var bytes = new MemoryStream();
        var buffer = new byte[4096];
        while (stream.Read(buffer, 0, (int)Math.Min(buffer.Length, MaxBytes + 1 - bytes.Length)) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
        }

        if (bytes.Length <= MaxBytes)
        {
            return new(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length), IsCut: false);
        }

        var whole = bytes.GetBuffer().AsSpan(0, MaxBytes);
        return new(Encoding.UTF8.GetString(whole[..(whole.LastIndexOf((byte)'\n') + 1)]), IsCut: true);
    }

    /// <summary>What the system throws for a path that is missing, a directory, a loop of links, or not ours to read.</summary>
    public static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;
}
