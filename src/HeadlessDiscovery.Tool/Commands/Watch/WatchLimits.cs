namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary>When watching ends by itself.</summary>
/// <param name="Count">After so many changes; the first verified answer is where counting starts.</param>
/// <param name="Duration">After so long.</param>
/// <param name="InitialOnly">After the first verified answer.</param>
internal sealed record WatchLimits(int? Count, TimeSpan? Duration, bool InitialOnly);
