namespace HeadlessDiscovery.Dns;

/// <summary>A source whose token ends after a time, or with another one.</summary>
internal sealed class Deadline : CancellationTokenSource
{
    private readonly CancellationToken parent;
    private readonly CancellationTokenRegistration registration;
    private volatile bool isEndedEarly;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken with)
        : base(after, time)
    {
        parent = with;
        registration = with.UnsafeRegister(static state => ((Deadline)state!).Cancel(), this);
    }

    /// <summary>Whether it was the time that ended the token, neither the other one nor <see cref="EndEarly"/>.</summary>
    public bool IsTimeOver => IsCancellationRequested && !isEndedEarly && !parent.IsCancellationRequested;

    /// <summary>Ends the token now.</summary>
    public void EndEarly()
    {
        isEndedEarly = true;
        Cancel();
    }

    protected override void Dispose(bool disposing)
    {
        registration.Dispose();
        base.Dispose(disposing);
    }
}
