namespace HeadlessDiscovery.Testing;

/// <summary>Thrown when a resolver breaks a promise of <see cref="IPeerResolver"/>. The message contains the promise and what happened instead.</summary>
public sealed class PeerResolverContractException : Exception
{
    /// <summary>Initializes a new instance with a default message.</summary>
    public PeerResolverContractException()
        : this("A promise of IPeerResolver was broken.")
    {
    }

    /// <summary>Initializes a new instance with a message.</summary>
    /// <param name="message">The promise, and what happened instead.</param>
    public PeerResolverContractException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance with a message and an inner exception.</summary>
    /// <param name="message">The promise, and what happened instead.</param>
    /// <param name="innerException">The exception that was thrown instead, or null.</param>
    public PeerResolverContractException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
