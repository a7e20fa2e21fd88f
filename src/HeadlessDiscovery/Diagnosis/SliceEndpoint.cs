using System.Net;

namespace HeadlessDiscovery;

/// <summary>One endpoint of an EndpointSlice, which describes one pod of the service in the Kubernetes API.</summary>
public sealed record SliceEndpoint
{
    /// <summary>Creates an endpoint.</summary>
    /// <param name="address">The pod's address.</param>
    /// <param name="pod">The pod's name, or <see langword="null"/>.</param>
    /// <param name="isReady">Its <c>ready</c> condition.</param>
    /// <param name="isTerminating">Its <c>terminating</c> condition.</param>
    public SliceEndpoint(IPAddress address, string? pod, bool isReady, bool isTerminating)
    {
        Address = address;
        Pod = pod;
        IsReady = isReady;
        IsTerminating = isTerminating;
    }

    /// <summary>The pod's address.</summary>
    public IPAddress Address { get; init; }

    /// <summary>The pod's name; <see langword="null"/> if the slice has none.</summary>
    public string? Pod { get; init; }

    /// <summary>Its <c>ready</c> condition; if missing, the pod counts as ready, as in Kubernetes.</summary>
    public bool IsReady { get; init; }

    /// <summary>Its <c>terminating</c> condition.</summary>
    public bool IsTerminating { get; init; }
}
