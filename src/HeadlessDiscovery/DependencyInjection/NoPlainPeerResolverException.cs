using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>Somebody asked the container for the plain <see cref="IPeerResolver"/>, without a name, and it is not clear which one that is.</summary>
public sealed class NoPlainPeerResolverException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public NoPlainPeerResolverException()
        : this("It is not clear which resolver the plain IPeerResolver is.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which names there are, and how to ask for one.</param>
    public NoPlainPeerResolverException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which names there are, and how to ask for one.</param>
    /// <param name="innerException">The cause, or null.</param>
    public NoPlainPeerResolverException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The registered names among which it is not clear; may be empty, never default.</summary>
    public ImmutableArray<string> Names { get; init => field = value.IsDefault ? [] : value; } = [];
}
