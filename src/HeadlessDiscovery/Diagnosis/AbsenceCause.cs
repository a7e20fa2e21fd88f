namespace HeadlessDiscovery.Diagnosis;

/// <summary>Why an answer does not list this process, as far as it is known.</summary>
internal enum AbsenceCause
{
    /// <summary>Nothing shows why.</summary>
    Unknown,

    /// <summary>No variable says which address is its own.</summary>
    NoVariable,

    /// <summary>The Kubernetes API lists it as not ready.</summary>
    NotReady,

    /// <summary>The Kubernetes API does not list it.</summary>
    NotSelected,

    /// <summary>Its address has a name below another Service.</summary>
    OtherService,
}
