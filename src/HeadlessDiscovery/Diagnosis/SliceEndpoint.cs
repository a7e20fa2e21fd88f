using System.Net;

namespace HeadlessDiscovery;

/// <summary>One endpoint of an EndpointSlice: what the Kubernetes API says about one pod of the service.</summary>
public sealed record SliceEndpoint
{
    /// <summary>Makes an endpoint.</summary>
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

    /// <summary>The pod's name; <see langword="null"/> where the slice has none.</summary>
    public string? Pod { get; init; }

    /// <summary>Its <c>ready</c> condition; one that is not given counts as ready, as in Kubernetes.</summary>
    public bool IsReady { get; init; }

    /// <summary>Its <c>terminating</c> condition.</summary>
    public bool IsTerminating { get; init; }
}
