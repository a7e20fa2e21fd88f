using System.Collections.Immutable;
using System.Net.Http;

namespace HeadlessDiscovery.Tool.Commands.Demo.World;

/// <summary>HeadlessDiscovery and two policies that are common in hand-written discovery, side by side under the same faults.</summary>
/// <remarks>The policies are fed by one plain DNS lookup each second. Each second every pod of each of the three lists is called over HTTP.</remarks>
internal sealed class Contest : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private readonly Cluster cluster;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim round = new(1, 1);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = CallTimeout };
    private readonly Contender library = new();
    private readonly Contender takeLastAnswer = new();
    private readonly Contender dropOnError = new();
    private Task running = Task.CompletedTask;

    public Contest(Cluster cluster) => this.cluster = cluster;

    /// <summary>The list of the client of the cluster, and the calls to it.</summary>
    public Standing Library
    {
        get
        {
            var now = cluster.Outside.Current;
            return library.Read(cluster.Truth) with { Peers = now.Count, Held = now.Held.Length, IsStale = now.IsStale };
        }
    }

    public Standing TakeLastAnswer => takeLastAnswer.Read(cluster.Truth);

    public Standing DropOnError => dropOnError.Read(cluster.Truth);

    /// <summary>The list is the last answer; NXDOMAIN is an answer.</summary>
    public static IEnumerable<Peer> ByLastAnswer(IEnumerable<Peer> listed, LookupExplanation lookup) => lookup.Outcome == LookupOutcome.Unknown ? listed : lookup.Peers;

    /// <summary>The list is what the last lookup brought; an error brings nobody.</summary>
    public static IEnumerable<Peer> ByLastLookup(LookupExplanation lookup) => lookup.Outcome == LookupOutcome.Found ? lookup.Peers : [];

    public void Start() => running = Task.WhenAll(LookUpAsync(), CallAsync());

    /// <summary>Runs something while no call is under way.</summary>
    public async Task BetweenCallsAsync(Func<Task> act)
    {
        await round.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await act().ConfigureAwait(false);
        }
        finally
        {
            round.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        http.Dispose();
        round.Dispose();
        stopping.Dispose();
    }

    private async Task LookUpAsync()
    {
        // One lookup, one short try: what such code does.
        var resolver = cluster.NewResolver(Cluster.ServiceName, options =>
        {
            options.AttemptTimeout = Pause;
            options.Attempts = 1;
        });
        await using (resolver.ConfigureAwait(false))
        {
            await EachSecondAsync(async () =>
            {
                var lookup = await resolver.ExplainAsync(stopping.Token).ConfigureAwait(false);
                var truth = cluster.Truth;
                takeLastAnswer.Follow(ByLastAnswer(takeLastAnswer.Listed, lookup), lookup.Outcome == LookupOutcome.Unknown, truth);
                dropOnError.Follow(ByLastLookup(lookup), nextIsStale: false, truth);
            }).ConfigureAwait(false);
        }
    }

    private Task CallAsync() => EachSecondAsync(() => BetweenCallsAsync(() =>
    {
        var now = cluster.Outside.Current;
        library.Follow(now, now.IsStale, cluster.Truth);
        return Task.WhenAll(CallAsync(library), CallAsync(takeLastAnswer), CallAsync(dropOnError));
    }));

    private async Task EachSecondAsync(Func<Task> act)
    {
        try
        {
            while (true)
            {
                await act().ConfigureAwait(false);
                await Task.Delay(Pause, cluster.Time, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The demo ends.
        }
    }

    private async Task CallAsync(Contender contender)
    {
        var answers = await Task.WhenAll(contender.Listed.Select(AnswersAsync)).ConfigureAwait(false);
        contender.Called(answers.Count(answered => answered), answers.Count(answered => !answered), cluster.Truth);
    }

    private async Task<bool> AnswersAsync(Peer peer)
    {
        try
        {
            await http.GetStringAsync(new Uri($"http://{peer}/"), stopping.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return false;
        }
    }
}
