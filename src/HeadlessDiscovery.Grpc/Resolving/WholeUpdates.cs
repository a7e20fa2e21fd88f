using Grpc.Net.Client.Balancer;

namespace HeadlessDiscovery.Grpc;

/// <summary>Passes the state of a policy on to the channel once for each list of addresses, when the policy has taken it whole.</summary>
/// <remarks>A policy removes old addresses before it has the new ones. Where all are replaced it reports an error in between, which calls that wait for a connection take for their answer: measured with version 2.85.0, they fail with <c>Internal</c>, "Unknown error.".</remarks>
internal sealed class WholeUpdates(IChannelControlHelper channel) : IChannelControlHelper
{
    // No lock: the channel calls its policy under its own.
    private bool isUpdating;
    private BalancerState? last;

    public void Update(LoadBalancer policy, ChannelState state)
    {
        isUpdating = true;
        try
        {
            policy.UpdateChannelState(state);
        }
        finally
        {
            isUpdating = false;
            if (last is { } reached)
            {
                last = null;
                channel.UpdateState(reached);
            }
        }
    }

    public void UpdateState(BalancerState state)
    {
        if (isUpdating)
        {
            last = state;
        }
        else
        {
            channel.UpdateState(state);
        }
    }

    public Subchannel CreateSubchannel(SubchannelOptions options) => channel.CreateSubchannel(options);

    public void RefreshResolver() => channel.RefreshResolver();
}
