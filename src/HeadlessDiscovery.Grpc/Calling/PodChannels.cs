using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace HeadlessDiscovery.Grpc;

/// <summary>One channel per pod: created at its first call, disposed when the pod has left and its last call has ended.</summary>
internal sealed class PodChannels : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Peer, Entry> entries = [];
    private readonly IPeerResolver peers;
    private readonly Func<Peer, GrpcChannel> create;
    private bool isDisposed;

    public PodChannels(IPeerResolver peers, Func<Peer, GrpcChannel> create)
    {
        this.peers = peers;
        this.create = create;
        peers.PeersChanged += LetGo;
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    public static Uri UriOf(Peer peer, PeerGrpcClientOptions options)
    {
        // The scope is kept here, where it selects the interface.
        var host = peer.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{peer.Address}]" : peer.Address.ToString();
        return new Uri($"{options.Scheme}://{host}:{options.Port ?? peer.Port ?? (options.Scheme == Uri.UriSchemeHttps ? 443 : 80)}/");
    }

    public async ValueTask<T> CallAsync<T>(Peer peer, Func<CallInvoker, CancellationToken, ValueTask<T>> call, CancellationToken stop)
    {
        var entry = Take(peer);
        try
        {
            return await call(new PodInvoker(entry.Channel.CreateCallInvoker(), stop), stop).ConfigureAwait(false);
        }
        catch (RpcException late) when (late.StatusCode == StatusCode.DeadlineExceeded)
        {
            // Replies do not distinguish timeouts.
            throw new TimeoutException(late.Message, late);
        }
        finally
        {
            Return(peer, entry);
        }
    }

    public void Dispose()
    {
        peers.PeersChanged -= LetGo;
        List<Entry> all;
        lock (gate)
        {
            isDisposed = true;
            all = [.. entries.Values];
            entries.Clear();
        }

        all.ForEach(entry => entry.Channel.Dispose());
    }

    private Entry Take(Peer peer)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(PeerGrpcClient));
            if (!entries.TryGetValue(peer, out var entry))
            {
                entries[peer] = entry = new Entry(create(peer));
            }

            entry.Calls++;
            return entry;
        }
    }

    private void Return(Peer peer, Entry entry)
    {
        lock (gate)
        {
            if (--entry.Calls > 0 || IsThere(peer) || !entries.Remove(peer))
            {
                return;
            }
        }

        entry.Channel.Dispose();
    }

    // All of them, not only those that have just left: a call that began before its pod left may have recreated the channel.
    private void LetGo(object? sender, PeersChangedEventArgs change)
    {
        List<Entry> left = [];
        lock (gate)
        {
            foreach (var (peer, entry) in entries)
            {
                if (entry.Calls == 0 && !IsThere(peer))
                {
                    entries.Remove(peer);
                    left.Add(entry);
                }
            }
        }

        left.ForEach(entry => entry.Channel.Dispose());
    }

    private bool IsThere(Peer peer)
    {
        var now = peers.Current;
        return now.Contains(peer) || now.Members.AsSpan().BinarySearch(peer) >= 0;
    }

    private sealed class Entry(GrpcChannel channel)
    {
        public GrpcChannel Channel { get; } = channel;

        public int Calls { get; set; }
    }
}
