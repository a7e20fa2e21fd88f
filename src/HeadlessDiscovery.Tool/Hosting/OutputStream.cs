namespace HeadlessDiscovery.Tool.Hosting;

/// <summary>Standard output. Once its reader has gone (<c>| head -1</c>), writing does nothing and <see cref="ReaderGone"/> runs once.</summary>
internal sealed class OutputStream(Stream inner) : Stream
{
    private bool gone;

    public Action? ReaderGone { get; set; }

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
        if (gone)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (IOException)
        {
            gone = true;
            ReaderGone?.Invoke();
        }
    }

    public override void Flush()
    {
        if (!gone)
        {
            inner.Flush();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
