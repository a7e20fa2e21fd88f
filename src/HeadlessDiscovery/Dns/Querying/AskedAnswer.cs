using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>The answer to a question, and who gave it.</summary>
/// <param name="Answer">The verified answer.</param>
/// <param name="Server">The server that gave it; null where none answered.</param>
internal sealed record AskedAnswer(VerifiedAnswer Answer, IPEndPoint? Server)
{
    /// <summary>A negative answer that proves nothing, by its form or by who gave it: it counts as <see cref="LookupReason.Unverified"/>.</summary>
    public bool IsDoubted { get; init; }

    /// <summary>A denial without proof of records that this server gave before.</summary>
    public bool IsContradicted { get; init; }

    /// <summary>Whether it is a denial from above the cluster's zone, by a server that does not have that zone.</summary>
    public bool HasLostZone { get; init; }

    /// <summary>Whether another server that was queried before failed, or has not answered yet: what this answer lacks is no evidence then.</summary>
    public bool IsSecondHand { get; init; }

    /// <summary>Whether the next server is queried: this one could not answer, or denies only in place of one that failed a moment ago.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The answer with the doubt applied.</summary>
    public VerifiedAnswer Believed => IsDoubted ? VerifiedAnswer.Failed(LookupReason.Unverified) : Answer;
}
