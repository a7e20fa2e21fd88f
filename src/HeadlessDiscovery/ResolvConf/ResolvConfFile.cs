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
                ? configuration.WithDiagnostics([.. configuration.Diagnostics, new(0, $"The file {Shown.Quoted(path)} is longer than {ResolvConfText.MaxBytes} bytes and the rest is ignored; shorten it, or correct ResolvConfPath.")])
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
                new(0, $"The file {Shown.Quoted(path)} has no usable name server any more, so its last state with one stays in use; write a 'nameserver' line."),
            ])
            : read;
    }
}
