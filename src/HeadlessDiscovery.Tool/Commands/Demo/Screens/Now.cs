using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>Truth, this library and the two policies at this moment, under the same faults.</summary>
internal static class Now
{
    public static string Of(Cluster cluster, Words words) => words.DemoNow(
        cluster.Truth.Count,
        cluster.Outside.Current.Count,
        cluster.Policies.TakeLastAnswer.Count,
        cluster.Policies.DropOnError.Count);
}
