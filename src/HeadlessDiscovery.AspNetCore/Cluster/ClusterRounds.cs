using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Recording;

namespace HeadlessDiscovery.AspNetCore.Cluster;

/// <summary>Queries the pages of all pods: one round at a time per service, and at most one every 15 s, however many viewers there are.</summary>
internal sealed class ClusterRounds(PeersPageOptions options, TimeProvider time, CancellationToken stopping)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly PodPageReader reader = new(options);
    private readonly ConcurrentDictionary<string, Rounds> services = new(StringComparer.Ordinal);

    /// <summary>Returns the result of the last round, and starts another if that is old. Only waits for the first one.</summary>
    /// <param name="peers">The service.</param>
    /// <param name="own">This pod's own view.</param>
    /// <param name="scheme">The scheme of the pages, which is that of this one.</param>
    /// <param name="port">The port of the pages, which is that of this one.</param>
    /// <param name="path">The path of the JSON.</param>
    /// <param name="cancellationToken">Cancels the wait, but not the round.</param>
    public async Task<ClusterView> ReadAsync(RecordedPeers peers, ServiceView own, string scheme, int port, string path, CancellationToken cancellationToken)
    {
        var rounds = services.GetOrAdd(peers.Key, static _ => new Rounds());
        Task<ClusterView> shown;
        lock (rounds)
        {
            var isOld = rounds.Running is null || (rounds.Running.IsCompleted && time.GetElapsedTime(rounds.BeganTimestamp) >= Pause);
            if (isOld)
            {
                rounds.Last = rounds.Running is { IsCompletedSuccessfully: true } ended ? ended : rounds.Last;
                rounds.BeganTimestamp = time.GetTimestamp();
                rounds.Running = Task.Run(() => RunAsync(peers, own, scheme, port, path), CancellationToken.None);
            }

            shown = rounds.Running is { IsCompletedSuccessfully: false } ? rounds.Last ?? rounds.Running : rounds.Running!;
        }

        return await shown.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ClusterView> RunAsync(RecordedPeers peers, ServiceView own, string scheme, int port, string path)
    {
        var pods = ImmutableArray.CreateBuilder<PodView>();
        var now = own.Snapshot;
        var self = own.OwnAddress;
        if (self is not null)
        {
            pods.Add(new PodView(self, true, null, true)
            {
                Fingerprint = now.IsResolved ? now.Fingerprint : null,
                Count = now.IsResolved ? now.Count : null,
                Version = now.Version,
                State = now.IsStale ? "stale" : now.ToStateCode(),
                Age = now.IsResolved ? now.Age ?? own.Now - now.ResolvedAt : null,
                Reason = now.LastReason.ToCode(),
            });
        }

        // No peers are known yet, and waiting for the first answer would delay the page.
        if (now.Count > 0 && now.IsResolved)
        {
            var replies = peers.Resolver.CallEachAsync((peer, token) => reader.ReadAsync(peer, Address(peer, scheme, port, path), token), options.Calls, stopping);
            await foreach (var reply in replies.ConfigureAwait(false))
            {
                if (reply.Peer != self)
                {
                    pods.Add(reply.Value ?? new PodView(reply.Peer, false, Failure(reply), IsUnreadable(reply.Error)));
                }
            }
        }

        return new ClusterView(own.Now, [.. pods.OrderByDescending(static pod => pod.IsSelf).ThenBy(static pod => pod.Peer)]);
    }

    private static Uri Address(Peer peer, string scheme, int port, string path)
    {
        var host = peer.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{peer.Address}]" : peer.Address.ToString();
        return new Uri($"{scheme}://{host}:{port}{path}");
    }

    // It responded, but with something else.
    private static bool IsUnreadable(Exception? error) => error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;

    private static string Failure(PeerReply<PodView> reply) => reply switch
    {
        { Status: PeerReplyStatus.TimedOut } => "timeout",
        { Error: HttpRequestException { InnerException: SocketException socket } } => socket.SocketErrorCode == SocketError.ConnectionRefused ? "refused" : "network",
        { Error: HttpRequestException } => "network",
        { Error: var error } when IsUnreadable(error) => "not JSON of this page",
        { Error: { } error } => error.GetType().Name,
        _ => "left",
    };

    private sealed class Rounds
    {
        public Task<ClusterView>? Running { get; set; }

        public Task<ClusterView>? Last { get; set; }

        public long BeganTimestamp { get; set; }
    }
}
