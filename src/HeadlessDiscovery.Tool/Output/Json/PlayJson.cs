using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Commands.Play;

namespace HeadlessDiscovery.Tool.Output.Json;

/// <summary>The object of <c>play -o json</c>: the whole state after each command.</summary>
internal static class PlayJson
{
    public static ReadOnlyMemory<byte> Of(PlayCluster cluster, string? command) => JsonLine.Of(json =>
    {
        json.WriteString("service", cluster.Service.Name);
        json.WriteString("name", cluster.Service.FullName);
        json.WriteString("command", command);
        json.WriteString("nameServer", cluster.NameServer);
        json.WriteString("resolvConf", cluster.ResolvConfPath);
        json.WriteBoolean("serving", cluster.IsServing);
        json.WriteBoolean("publishNotReadyAddresses", cluster.Service.PublishNotReadyAddresses);
        json.WriteObjects("pods", cluster.Pods, pod =>
        {
            json.WriteString("name", pod.Name);
            json.WriteString("host", pod.Pod.HostName);
            json.WriteStrings("addresses", pod.Pod.Addresses.Select(address => address.ToString()));
            json.WriteString("state", StateOf(pod));
            json.WriteBoolean("listed", pod.IsListed);
        });
        json.WriteStrings("faults", cluster.Faults);
        json.WriteNumber("queries", cluster.Queries);
    });

    private static string StateOf(PlayPod pod) => pod.State switch
    {
        PlayPodState.Ready => "ready",
        PlayPodState.NotReady => "notReady",
        _ => "terminating",
    };
}
