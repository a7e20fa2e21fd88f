namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>Counts the seams that threads pass, and stops one of them while another thread acts.</summary>
internal sealed class Seams(int stopAt, Action act)
{
    // The thread that is stopped may hold the lock that the act needs: then the act goes on after it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2);

    private Thread? acting;
    private Exception? failure;
    private int passed;

    public int Passed => passed;

    public void Pass()
    {
        if (Interlocked.Increment(ref passed) != stopAt)
        {
            return;
        }

        acting = new Thread(Act) { IsBackground = true };
        acting.Start();
        acting.Join(Patience);
    }

    /// <summary>Waits until the act is over; whether there was one.</summary>
    public void AwaitAct()
    {
        acting?.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("The act failed.", failure);
        }
    }

    private void Act()
    {
        try
        {
            act();
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }
}
