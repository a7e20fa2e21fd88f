using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tool.Commands.Play;

/// <summary>A pod under the name by which it is typed: its host name, or <c>pod-N</c>.</summary>
internal sealed record PlayPod(string Name, ClusterPod Pod)
{
    public bool IsListed => Pod.Service.PublishNotReadyAddresses || State == PlayPodState.Ready;

    public PlayPodState State => (Pod.IsTerminating, Pod.Ready) switch
    {
        (true, _) => PlayPodState.Terminating,
        (_, true) => PlayPodState.Ready,
        _ => PlayPodState.NotReady,
    };
}

internal enum PlayPodState
{
    Ready,
    NotReady,
    Terminating,
}
