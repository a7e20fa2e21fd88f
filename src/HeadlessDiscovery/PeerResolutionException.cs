namespace HeadlessDiscovery;

/// <summary>Thrown when a requested lookup could not be completed. The known peers are kept.</summary>
public sealed class PeerResolutionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PeerResolutionException()
        : this("The lookup could not be completed.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What could not be resolved, by which servers, and why.</param>
    public PeerResolutionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What could not be resolved, by which servers, and why.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PeerResolutionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What could not be resolved, by which servers, and why.</param>
    /// <param name="serviceName">The requested service.</param>
    /// <param name="reason">Why it is unknown.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PeerResolutionException(string message, string serviceName, LookupReason reason, Exception? innerException = null)
        : base(message, innerException)
    {
        ServiceName = serviceName;
        Reason = reason;
    }

    /// <summary>The requested service, as configured.</summary>
    public string? ServiceName { get; }

    /// <summary>Why it is unknown.</summary>
    public LookupReason Reason { get; }
}
