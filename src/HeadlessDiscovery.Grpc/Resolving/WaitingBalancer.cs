using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace HeadlessDiscovery.Grpc;

/// <summary>Holds calls back until the first verified answer, up to their deadlines, and then delegates to the policy of the channel.</summary>
/// <remarks>A channel ignores deadlines until its resolver has reported something: measured with version 2.85.0, such a call never ends.</remarks>
internal sealed class WaitingBalancer(LoadBalancerFactory factory, LoadBalancerOptions options) : LoadBalancer
{
    private readonly WholeUpdates updates = new(options.Controller);
    private LoadBalancer? policy;

    public override void UpdateChannelState(ChannelState state)
    {
        if (policy is null && state.Status.StatusCode == StatusCode.OK && state.Addresses is not { Count: > 0 })
        {
            options.Controller.UpdateState(new BalancerState(ConnectivityState.Connecting, new QueuePicker()));
            return;
        }

        policy ??= factory.Create(new LoadBalancerOptions(updates, options.LoggerFactory, options.Configuration));
        updates.Update(policy, state);
    }

    public override void RequestConnection() => policy?.RequestConnection();

    protected override void Dispose(bool disposing)
    {
        policy?.Dispose();
        base.Dispose(disposing);
    }

    private sealed class QueuePicker : SubchannelPicker
    {
        public override PickResult Pick(PickContext context) => PickResult.ForQueue();
    }
}
