namespace HeadlessDiscovery.Telemetry;

/// <summary>What the observable instruments read of a resolver.</summary>
internal interface IObservedResolver
{
    /// <summary>The attribute <c>service</c>: the registration name, or the service of a resolver without one.</summary>
    string Service { get; }

    PeerSnapshot Current { get; }

    /// <summary>Since the last verified answer; null before the first.</summary>
    TimeSpan? AnswerAge { get; }

    /// <summary>How long the list has been stale; zero while it is fresh.</summary>
    TimeSpan StaleFor { get; }
}
