namespace HeadlessDiscovery.Dns;

/// <summary>A token that ends after a time, or with its parent.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;
    private readonly CancellationToken parent;
    private volatile bool isEndedEarly;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken with)
    {
        source = new CancellationTokenSource(after, time);
        Token = source.Token;
        parent = with;
        registration = with.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public CancellationToken Token { get; }

    /// <summary>Whether it was the time that ended the token, neither the parent nor <see cref="EndEarly"/>.</summary>
    public bool IsTimeOver => source.IsCancellationRequested && !isEndedEarly && !parent.IsCancellationRequested;

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
