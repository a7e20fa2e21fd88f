namespace HeadlessDiscovery.Dns;

/// <summary>A token that ends after a time, or with its parent.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;
    private volatile bool isEndedEarly;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken with)
    {
        source = new CancellationTokenSource(after, time);
        Token = source.Token;
        Parent = with;
        registration = with.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public CancellationToken Token { get; }

    /// <summary>The token that ends this one too.</summary>
    public CancellationToken Parent { get; }

    /// <summary>Whether it was the time that ended the token, neither the parent nor <see cref="EndEarly"/>.</summary>
    public bool IsTimeOver => source.IsCancellationRequested && !isEndedEarly && !Parent.IsCancellationRequested;

    /// <summary>Ends the token now.</summary>
    public void EndEarly()
    {
        isEndedEarly = true;
        source.Cancel();
    }

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
