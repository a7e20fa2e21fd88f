namespace HeadlessDiscovery.Events;

/// <summary>Starts work that belongs to nobody's request: begun inside one it would inherit that request's trace, and vanish with its sampling.</summary>
internal static class CleanContext
{
    public static Task Run(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }
}
