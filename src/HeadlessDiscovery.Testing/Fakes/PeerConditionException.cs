using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Testing;

/// <summary>Thrown when the wait for a condition is cancelled before the condition is true. The message lists what was seen in the meantime.</summary>
/// <remarks>It is an <see cref="OperationCanceledException"/> with the caller's token.</remarks>
[SuppressMessage("Design", "CA1032", Justification = "Created by UntilAsync only, always with history and token.")]
public sealed class PeerConditionException : OperationCanceledException
{
    internal PeerConditionException(string message, Exception innerException, CancellationToken token)
        : base(message, innerException, token)
    {
    }
}
