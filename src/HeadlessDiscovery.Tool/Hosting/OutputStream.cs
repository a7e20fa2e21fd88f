namespace HeadlessDiscovery.Tool.Hosting;

/// <summary>Standard output or standard error. Once it takes no more (its reader has gone, <c>| head -1</c>; the disk is full), writing does nothing and <see cref="Ended"/> runs once.</summary>
internal sealed class OutputStream(Stream inner) : Stream
{
    // EPIPE; ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private static readonly int[] BrokenPipe = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    private bool ended;

    public Action? Ended { get; set; }

    /// <summary>Why not all was written; null where all was, and where its reader did not want more.</summary>
    public string? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (ended)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ended = true;
            Failure = BrokenPipe.Contains(failure.HResult) ? null : failure.Message;
            Ended?.Invoke();
        }
    }

    public override void Flush()
    {
        if (!ended)
        {
            inner.Flush();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
