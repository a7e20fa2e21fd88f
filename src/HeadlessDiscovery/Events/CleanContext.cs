namespace HeadlessDiscovery.Events;

/// <summary>Starts work that belongs to nobody's request: begun inside one it would inherit that request's trace, and vanish with its sampling.</summary>
internal static class CleanContext
{
    /// <summary>Starts work on a thread of the pool.</summary>
    public static Task Run(Func<Task> work) => Begin(() => Task.Run(work));

    /// <summary>Starts work on this thread, which it leaves at its first wait.</summary>
    public static Task Begin(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return work();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return work();
        }
    }
}
