using HeadlessDiscovery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Worker;

// doc: handler
/// <summary>Logs who joined and who left.</summary>
internal sealed partial class PeerLog(IPeerResolver peers, ILogger<PeerLog> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        peers.PeersChanged += Changed;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        peers.PeersChanged -= Changed;
        return Task.CompletedTask;
    }

    private void Changed(object? sender, PeersChangedEventArgs change) =>
        Log(change.Change.Added.Length, change.Change.Removed.Length, string.Join(' ', change.Change.Current));

    [LoggerMessage(LogLevel.Information, "{Added} joined, {Removed} left; peers now: {Peers}")]
    private partial void Log(int added, int removed, string peers);
}
// doc: end
