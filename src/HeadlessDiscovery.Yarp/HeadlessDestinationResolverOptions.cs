namespace HeadlessDiscovery.Yarp;

/// <summary>Options for how the peers of headless services become destinations of YARP.</summary>
public sealed class HeadlessDestinationResolverOptions
{
    /// <summary>How long the first load of the proxy waits for the first verified DNS answer. After that, the cluster has no destinations and YARP answers 503 until there is one.</summary>
    /// <value>Default: 2 s. Zero to one minute. It applies once per service, so a service without an answer delays neither a later load nor other clusters.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long changes are collected, from the first one on, before the proxy reloads its destinations.</summary>
    /// <value>Default: 100 ms. Zero to one minute.</value>
    /// <remarks>YARP reloads all clusters at each change.</remarks>
    public TimeSpan ChangeDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
