using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.ResolvConf;

/// <summary>The configuration file, read again when it changed. Safe for concurrent use: one caller checks, the others get what is known.</summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock of <see cref="CheckInterval"/>.</param>
/// <param name="open">Opens the file; null for the real one.</param>
internal sealed class ResolvConfFile(string path, TimeProvider time, Func<string, Stream>? open = null)
{
    /// <summary>As in Go: the file is looked at no more often than this.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    private const int MaxReadsAtOnce = 3;

    private readonly Func<string, Stream> open = open ?? ResolvConfText.Open;
    private readonly Lock gate = new();
    private volatile ResolverConfiguration? current;
    private ResolverConfiguration? lastWithServers;
    private ResolvConfStamp? stamp;
    private long checkedTimestamp;

    /// <summary>The configuration as of the last check; the same reference for as long as the content is the same. Never throws for what is in the file or missing.</summary>
    /// <param name="now">Whether the file is looked at although it was a moment ago: where nobody answers it may have changed.</param>
    public ResolverConfiguration Read(bool now = false)
    {
        if (current is not { } known)
        {
            lock (gate)
            {
                return current ?? Check();
            }
        }

        if (known.NoReload || !(now || IsDue) || !gate.TryEnter())
        {
            return known;
        }

        try
        {
            return now || IsDue ? Check() : current;
        }
        finally
        {
            gate.Exit();
        }
    }

    private bool IsDue => time.GetElapsedTime(Volatile.Read(ref checkedTimestamp)) >= CheckInterval;

    private ResolverConfiguration Check()
    {
        Volatile.Write(ref checkedTimestamp, time.GetTimestamp());
        var before = ResolvConfStamp.Of(path);
        if (current is { } known && before == stamp)
        {
            return known;
        }

        var read = ReadStable(before);
        var next = KeepServers(read);
        if (current is { } same && same.HasSameContent(next))
        {
            return same;
        }

        current = next;
        return next;
    }

    // glibc looks again after the read: a file that changed meanwhile was perhaps half read.
    private ResolverConfiguration ReadStable(ResolvConfStamp before)
    {
        for (var reads = 1; ; reads++)
        {
            var configuration = ReadOnce(out var failed);

            // A change of permissions leaves no trace in the stamp: what could not be read is tried at every check.
            stamp = failed ? null : before;
            var after = ResolvConfStamp.Of(path);
            if (after == before || reads == MaxReadsAtOnce)
            {
                return configuration;
            }

            before = after;
        }
    }

    private ResolverConfiguration ReadOnce(out bool failed)
    {
        failed = false;
        try
        {
            using var stream = open(path);
            var read = ResolvConfText.ReadFrom(stream);
            var configuration = ResolvConfParser.Parse(read.Text, path);
            return read.IsCut
                ? configuration.WithDiagnostics([.. configuration.Diagnostics, new(0, $"The file {PrintableText.Quoted(path)} is longer than {ResolvConfText.MaxBytes} bytes and the rest is ignored; shorten it, or correct ResolvConfPath.")])
                : configuration;
        }
        catch (Exception exception) when (ResolvConfText.IsUnreadable(exception))
        {
            failed = true;
            return ResolvConfParser.Parse("", path).WithDiagnostics([ResolvConfAbsence.Diagnostic(path, exception, OperatingSystem.IsWindows())]);
        }
    }

    // A file without servers after one with servers is being written.
    private ResolverConfiguration KeepServers(ResolverConfiguration read)
    {
        if (!read.NameServers.IsEmpty)
        {
            lastWithServers = read;
            return read;
        }

        return lastWithServers is { } kept
            ? kept.WithDiagnostics(
            [
                .. kept.Diagnostics,
                .. read.Diagnostics.Where(diagnostic => diagnostic.Line == 0 && diagnostic != ResolvConfParser.NoNameServer),
                new(0, $"The file {PrintableText.Quoted(path)} has no usable name server any more, so its last state with one stays in use; write a 'nameserver' line."),
            ])
            : read;
    }
}

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

/// <summary>The configuration files of the process: all resolvers share one reader of a path, as all lookups of a Go program share theirs.</summary>
internal static class ResolvConfFiles
{
    // A test's clock is its own; its files go with it.
    private static readonly ConditionalWeakTable<TimeProvider, ConcurrentDictionary<string, ResolvConfFile>> OfClock = [];

    public static ResolvConfFile Of(string path, TimeProvider time) => OfClock
        .GetValue(time, static _ => new ConcurrentDictionary<string, ResolvConfFile>(StringComparer.Ordinal))
        .GetOrAdd(path, static (of, clock) => new ResolvConfFile(of, clock), time);
}

/// <summary>What is said where there is no file to read.</summary>
internal static class ResolvConfAbsence
{
    private const string DefaultPath = "/etc/resolv.conf";

    public static ConfigurationDiagnostic Diagnostic(string path, Exception exception, bool isWindows)
    {
        var file = PrintableText.Quoted(path);
        return new(0, (exception, path) switch
        {
            (FileNotFoundException or DirectoryNotFoundException, DefaultPath) when isWindows =>
                $"Windows has no {file}; set NameServers and a fully qualified ServiceName or SearchDomains, or set ResolvConfPath.",
            (FileNotFoundException or DirectoryNotFoundException, _) =>
                $"The file {file} does not exist, or is a link to a file that does not; correct ResolvConfPath, or set NameServers and SearchDomains.",
            _ when Directory.Exists(path) =>
                $"The path {file} is a directory; set ResolvConfPath to a file, or set NameServers and SearchDomains.",
            _ =>
                $"The file {file} cannot be read ({exception.GetType().Name}); make it readable for this process, or set NameServers and SearchDomains.",
        }) { Kind = ConfigurationDiagnosticKind.NoFile };
    }
}
