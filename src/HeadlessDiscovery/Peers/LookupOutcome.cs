namespace HeadlessDiscovery;

/// <summary>What one lookup established. Only <see cref="Found"/> and <see cref="Empty"/> are verified answers.</summary>
public enum LookupOutcome
{
    /// <summary>No lookup has ended yet.</summary>
    None = 0,

    /// <summary>A verified, complete answer with at least one record of the asked type.</summary>
    Found,

    /// <summary>A verified "there are none": NXDOMAIN or NODATA from every candidate that had to be asked.</summary>
    Empty,

    /// <summary>It could not be asked, or the answer cannot be trusted. Says nothing about the peers, and never removes one.</summary>
    Unknown,
}
