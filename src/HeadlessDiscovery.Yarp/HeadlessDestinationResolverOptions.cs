namespace HeadlessDiscovery.Yarp;

/// <summary>How the peers of headless services become destinations of YARP.</summary>
public sealed class HeadlessDestinationResolverOptions
{
    /// <summary>How long the first load of the proxy waits for the first verified answer of DNS. Then the cluster has no destinations, and answers 503 until there is one.</summary>
    /// <value>Default: 2 s. Zero to one minute. Once for each service, so that one without an answer delays neither a later load nor other clusters.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long changes are gathered before the proxy loads its destinations again, from the first change on.</summary>
    /// <value>Default: 100 ms. Zero to one minute.</value>
    /// <remarks>YARP loads all clusters again at each change.</remarks>
    public TimeSpan ChangeDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
