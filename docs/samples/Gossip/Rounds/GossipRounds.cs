using HeadlessDiscovery;
using Microsoft.Extensions.Options;

namespace Gossip.Rounds;

/// <summary>Every period, the differences with a few peers.</summary>
internal sealed partial class GossipRounds(IPeerResolver peers, GossipClient client, IOptions<GossipOptions> options, TimeProvider time, ILogger<GossipRounds> logger)
    : BackgroundService
{
    private readonly PeerCallOptions call = new() { PerPeerTimeout = options.Value.PeerTimeout };
    private long ended;

    /// <summary>How many rounds have ended.</summary>
    public long Ended => Interlocked.Read(ref ended);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RoundAsync(stoppingToken);
            Interlocked.Increment(ref ended);
        }
    }

    // doc: round
    private async Task RoundAsync(CancellationToken token)
    {
        var known = peers.Current.ToArray();
        Random.Shared.Shuffle(known);
        var chosen = known.Take(options.Value.Fanout).ToHashSet();

        await foreach (var reply in peers.CallEachAsync(
            (peer, stop) => chosen.Contains(peer) ? client.ExchangeAsync(peer, stop) : ValueTask.FromResult(false), call, token))
        {
            if (!reply.Succeeded)
            {
                LogMissed(reply);   // a later round makes up for it
            }
        }
    }
    // doc: end

    [LoggerMessage(LogLevel.Information, "{Reply}")]
    private partial void LogMissed(PeerReply<bool> reply);
}
