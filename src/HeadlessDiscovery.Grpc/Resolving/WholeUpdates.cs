using Grpc.Net.Client.Balancer;

namespace HeadlessDiscovery.Grpc;

/// <summary>Passes the state of a policy to the channel once per list of addresses, after the policy has processed the whole list.</summary>
/// <remarks>A policy removes old addresses before it adds the new ones. If all are replaced, it reports an error in between, which fails the calls that are waiting for a connection: measured with version 2.85.0, they fail with <c>Internal</c>, "Unknown error.".</remarks>
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
