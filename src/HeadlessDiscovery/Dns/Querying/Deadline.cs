namespace HeadlessDiscovery.Dns;

/// <summary>A source whose token ends after a time, or with another one.</summary>
internal sealed class Deadline : CancellationTokenSource
{
    private readonly CancellationToken parent;
    private readonly CancellationTokenRegistration registration;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken with)
        : base(after, time)
    {
        parent = with;
        registration = with.UnsafeRegister(static state => ((Deadline)state!).Cancel(), this);
    }

    /// <summary>Whether it was the time that ended the token, not the other one.</summary>
    public bool IsTimeOver => IsCancellationRequested && !parent.IsCancellationRequested;

    protected override void Dispose(bool disposing)
    {
        registration.Dispose();
        base.Dispose(disposing);
    }
}
