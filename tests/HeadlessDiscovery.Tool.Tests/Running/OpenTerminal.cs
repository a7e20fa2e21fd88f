namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>A standard input on which nobody types: a read has begun, ends never, and knows no token.</summary>
internal sealed class OpenTerminal : Stream
{
    private readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody reads.</summary>
    public Task Reading => read.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        read.TrySetResult();
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        return 0;
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
