namespace HeadlessDiscovery;

/// <summary>How sure a <see cref="Finding"/> is: a guess is never dressed as a fact.</summary>
public enum FindingConfidence
{
    /// <summary>One explanation among several.</summary>
    Possible = 0,

    /// <summary>What was seen fits this and little else.</summary>
    Likely,

    /// <summary>It was seen.</summary>
    Certain,
}
