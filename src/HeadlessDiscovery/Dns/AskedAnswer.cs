using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The answer to a question, and who gave it.</summary>
/// <param name="Answer">The verified answer.</param>
/// <param name="Server">The server that gave it; null where none answered.</param>
/// <param name="IsDoubted">A negative answer of a server that may not say no: it counts as <see cref="LookupReason.Unverified"/>.</param>
internal readonly record struct AskedAnswer(VerifiedAnswer Answer, IPEndPoint? Server, bool IsDoubted)
{
    /// <summary>The answer with the doubt applied.</summary>
    public VerifiedAnswer Believed => IsDoubted ? VerifiedAnswer.Failed(LookupReason.Unverified) : Answer;
}
