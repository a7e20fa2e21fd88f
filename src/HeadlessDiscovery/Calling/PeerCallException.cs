using System.Collections.Immutable;

namespace HeadlessDiscovery;

/// <summary>Thrown when fewer peers answered than the caller requires.</summary>
public sealed class PeerCallException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PeerCallException()
        : this("Too few peers answered.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">How many answered, and which did not.</param>
    public PeerCallException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">How many answered, and which did not.</param>
    /// <param name="innerException">Why they did not, or null.</param>
    public PeerCallException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The peers that were called and did not answer, in the order of their replies; may be empty, never default.</summary>
    public ImmutableArray<Peer> FailedPeers { get; private init; } = [];

    internal static PeerCallException TooFew<T>(PeerReplies<T> replies, int wanted)
    {
        var errors = replies.Failed.Select(reply => reply.Error).OfType<Exception>().ToArray();
        var cause = errors.Length > 1 ? new AggregateException(errors) : errors.FirstOrDefault();
        return new PeerCallException($"At least {wanted} peers must answer: {replies}.", cause)
        {
            FailedPeers = [.. replies.Failed.Select(reply => reply.Peer)],
        };
    }
}
