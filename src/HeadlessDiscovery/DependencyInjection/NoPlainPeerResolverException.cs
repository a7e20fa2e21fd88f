using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>Thrown when the plain <see cref="IPeerResolver"/>, without a name, is requested from the container, but is ambiguous or not registered.</summary>
public sealed class NoPlainPeerResolverException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public NoPlainPeerResolverException()
        : this("The plain IPeerResolver cannot be resolved.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which names there are, and how to request one.</param>
    public NoPlainPeerResolverException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which names there are, and how to request one.</param>
    /// <param name="innerException">The cause, or null.</param>
    public NoPlainPeerResolverException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The registered names; may be empty, never default.</summary>
    public ImmutableArray<string> Names { get; init => field = value.IsDefault ? [] : value; } = [];
}
