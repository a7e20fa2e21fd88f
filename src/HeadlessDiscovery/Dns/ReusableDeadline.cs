using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Dns;

/// <summary>A token that ends after a time, or with its parent. One use after the other, so that a refresh makes neither a new source nor a new timer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Between two uses the source has no timer that runs and no registration: there is nothing to dispose.")]
internal sealed class ReusableDeadline(TimeProvider time)
{
    private CancellationTokenSource? source;
    private CancellationTokenRegistration registration;
    private CancellationToken parent;
    private volatile bool isOvertaken;

    /// <summary>Whether it was the time that ended the token, neither the parent nor <see cref="Overtake"/>.</summary>
    public bool IsTimeOver => source is { IsCancellationRequested: true } && !isOvertaken && !parent.IsCancellationRequested;

    /// <summary>Begins a use; the one before must have ended.</summary>
    public CancellationToken Begin(TimeSpan after, CancellationToken with)
    {
        if (source is null)
        {
            source = new CancellationTokenSource(after, time);
        }
        else
        {
            source.CancelAfter(after);
        }

        parent = with;
        registration = with.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        return source.Token;
    }

    /// <summary>Ends the token now, because another try answered first.</summary>
    public void Overtake()
    {
        isOvertaken = true;
        source?.Cancel();
    }

    /// <summary>Ends the use: nothing may wait for its token any more. What was cancelled is not used again.</summary>
    public void End()
    {
        registration.Dispose();
        if (source?.TryReset() != true)
        {
            source?.Dispose();
            source = null;
            isOvertaken = false;
        }
    }
}
