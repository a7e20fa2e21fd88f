namespace HeadlessDiscovery.Testing;

/// <summary>A resolver broke a promise of <see cref="IPeerResolver"/>. The message gives the promise and what happened instead.</summary>
public sealed class PeerResolverContractException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PeerResolverContractException()
        : this("A promise of IPeerResolver was broken.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The promise, and what happened instead.</param>
    public PeerResolverContractException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The promise, and what happened instead.</param>
    /// <param name="innerException">What was thrown instead, or null.</param>
    public PeerResolverContractException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
