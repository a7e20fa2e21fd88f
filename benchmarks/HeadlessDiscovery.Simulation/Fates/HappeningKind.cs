namespace HeadlessDiscovery.Simulation.Fates;

/// <summary>What happens to a service and its DNS.</summary>
internal enum HappeningKind
{
    /// <summary>A pod is ready. Its number, and that of its address.</summary>
    Joins,

    /// <summary>A pod is no longer ready, and its process ends.</summary>
    Leaves,

    /// <summary>A pod is not ready for a time, or until its end where none is given: it is terminating, and its process runs on.</summary>
    IsNotReady,

    /// <summary>A replica's port is closed for two seconds, then kube-proxy knows; it is back after the time, complete.</summary>
    ReplicaRestarts,

    /// <summary>As <see cref="ReplicaRestarts"/>, and back without the API: SERVFAIL for another 16 s.</summary>
    ReplicaRestartsBlind,

    /// <summary>As <see cref="ReplicaRestarts"/>, and back before it has read all: its list fills up within three seconds.</summary>
    ReplicaFillsUp,

    /// <summary>A replica's watch stands still.</summary>
    ReplicaFreezes,

    /// <summary>An EndpointSlice is made anew: for a time its hundred pods are in no answer.</summary>
    SliceIsAway,

    /// <summary>An EndpointSlice is split: half of its pods move to another one, and are in no answer between the two.</summary>
    SliceMoves,

    /// <summary>No replica learns anything.</summary>
    ApiFails,

    /// <summary>What the pods of a node send reaches nobody.</summary>
    NodeIsCut,

    /// <summary>What the pods of a zone send reaches nobody.</summary>
    ZoneIsCut,

    /// <summary>A third of all datagrams is lost.</summary>
    NetworkLoses,

    /// <summary>No replica answers.</summary>
    DnsFails,
}
