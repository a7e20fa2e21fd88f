using System.Collections.Immutable;
using System.Net.Http;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Commands.Demo.World;

/// <summary>Whoever resolves the service in the demo: a pod, or the client. Watches, and calls all peers over HTTP.</summary>
internal sealed class Participant(string name, Peer? self, IPeerResolver resolver, LookupMeter meter, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private PeerResolver? owned;
    private Task watching = Task.CompletedTask;
    private volatile Call? lastCall;

    public string Name => name;

    /// <summary>Its own address; null for the client, who is no member.</summary>
    public Peer? Self => self;

    public PeerSnapshot Current => resolver.Current;

    /// <summary>How far each removal is confirmed; of the client only.</summary>
    public ImmutableArray<HeldPeer> Holds => owned?.GetCurrentStatistics().Held ?? [];

    public LookupTally Tally => owned is null ? meter.Tally : LookupTally.Of(owned);

    /// <summary>How many of the peers that it saw answered at the last round of calls.</summary>
    public Call? LastCall => lastCall;

    /// <summary>Takes each change, one at a time. Set before <see cref="Start"/>.</summary>
    public Action<PeerChange>? Changed { get; set; }

    /// <summary>Runs once, after the last change.</summary>
    public Action? Ended { get; set; }

    public static Participant Client(string name, PeerResolver resolver, TimeProvider time) =>
        new(name, self: null, resolver, new LookupMeter(scope: null), time) { owned = resolver };

    public void Start() => watching = WatchAsync();

    /// <summary>Calls every peer that it sees, over HTTP.</summary>
    public async Task<Call> CallAllAsync(CancellationToken cancellationToken)
    {
        var replies = await resolver.CallAllAsync(AskAsync, new PeerCallOptions { TimeProvider = time }, cancellationToken).ConfigureAwait(false);
        lastCall = new Call(replies.Succeeded.Length, replies.Count);
        return lastCall;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        Ended?.Invoke();
        meter.Dispose();
        http.Dispose();
        stopping.Dispose();
        if (owned is not null)
        {
            await owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<string> AskAsync(Peer peer, CancellationToken cancellationToken) =>
        await http.GetStringAsync(new Uri($"http://{peer}/"), cancellationToken).ConfigureAwait(false);

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var change in resolver.WatchAsync(stopping.Token).ConfigureAwait(false))
            {
                Changed?.Invoke(change);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The pod stops.
        }
    }
}

/// <summary>A round of calls.</summary>
internal sealed record Call(int Answered, int Asked)
{
    public bool IsComplete => Answered == Asked;

    public override string ToString() => $"{Answered}/{Asked}";
}
