using System.Diagnostics.CodeAnalysis;

namespace HeadlessDiscovery.Testing;

/// <summary>A wait for a condition was cancelled before the condition held. The message lists what was seen meanwhile.</summary>
/// <remarks>An <see cref="OperationCanceledException"/> with the caller's token, as every cancellation here.</remarks>
[SuppressMessage("Design", "CA1032", Justification = "Made by UntilAsync only, always with history and token.")]
public sealed class PeerConditionException : OperationCanceledException
{
    internal PeerConditionException(string message, Exception innerException, CancellationToken token)
        : base(message, innerException, token)
    {
    }
}
