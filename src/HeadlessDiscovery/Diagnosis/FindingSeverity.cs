namespace HeadlessDiscovery;

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info = 0,

    /// <summary>May become a fault, or hides one.</summary>
    Warning,

    /// <summary>Peers are missing, wrong or not known because of it.</summary>
    Error,
}
