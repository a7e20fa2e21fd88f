namespace HeadlessDiscovery;

/// <summary>A lookup that was asked for could not be completed. The peers that were known stay known.</summary>
public sealed class PeerResolutionException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PeerResolutionException()
        : this("The lookup could not be completed.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What could not be asked, of whom, and why.</param>
    public PeerResolutionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What could not be asked, of whom, and why.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PeerResolutionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What could not be asked, of whom, and why.</param>
    /// <param name="serviceName">The service that was asked for.</param>
    /// <param name="reason">Why it is unknown.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PeerResolutionException(string message, string serviceName, LookupReason reason, Exception? innerException = null)
        : base(message, innerException)
    {
        ServiceName = serviceName;
        Reason = reason;
    }

    /// <summary>The service that was asked for, as configured.</summary>
    public string? ServiceName { get; }

    /// <summary>Why it is unknown.</summary>
    public LookupReason Reason { get; }
}
