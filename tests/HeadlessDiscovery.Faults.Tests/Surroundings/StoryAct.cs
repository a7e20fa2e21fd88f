namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>What another thread does while one is stopped at a seam.</summary>
internal enum StoryAct
{
    None,
    CancelCallers,
    CancelReader,
    Dispose,
    DisposeAsync,
    Refresh,
    Explain,
    Report,
    Subscribe,
    Unsubscribe,
}
