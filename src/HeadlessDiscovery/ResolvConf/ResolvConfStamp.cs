namespace HeadlessDiscovery.ResolvConf;

/// <summary>What tells one state of the file from another without reading it.</summary>
/// <param name="Target">Where a link leads to; null where the path is no link, or leads nowhere.</param>
/// <param name="Length">The length, or -1 where there is no file.</param>
/// <param name="ModifiedAt">The time of the last write.</param>
/// <param name="CreatedAt">The time of birth: .NET shows no inode, and a file that was renamed into place has another birth.</param>
internal readonly record struct ResolvConfStamp(string? Target, long Length, DateTime ModifiedAt, DateTime CreatedAt)
{
    public static ResolvConfStamp Of(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
            var file = new FileInfo(target ?? path);
            return file.Exists ? new(target, file.Length, file.LastWriteTimeUtc, file.CreationTimeUtc) : new(target, -1, default, default);
        }
        catch (Exception exception) when (ResolvConfText.IsUnreadable(exception))
        {
            return new(null, -1, default, default);
        }
    }
}
