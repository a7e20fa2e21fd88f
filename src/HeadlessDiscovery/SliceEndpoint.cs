using System.Net;

namespace HeadlessDiscovery;

/// <summary>One endpoint of an EndpointSlice: what the Kubernetes API says about one pod of the service.</summary>
/// <param name="Address">The pod's address.</param>
/// <param name="Pod">The pod's name; <see langword="null"/> where the slice names none.</param>
/// <param name="IsReady">Its <c>ready</c> condition; one that is not given counts as ready, as in Kubernetes.</param>
/// <param name="IsTerminating">Its <c>terminating</c> condition.</param>
public sealed record SliceEndpoint(IPAddress Address, string? Pod, bool IsReady, bool IsTerminating);
