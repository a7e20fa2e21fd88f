using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Simulation;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Faults.Tests.Surroundings;

/// <summary>A resolver's life of twenty seconds with callers, a reader and a handler, and one interruption; at its end every promise is checked.</summary>
internal sealed class Story : ILogger, IDisposable
{
    private const int CallerCount = 6;
    private const double LifeSeconds = 20;
    private static readonly string[] Lines = ["A:10.0.0.1,10.0.0.2", "A:10.0.0.1,10.0.0.2,10.0.0.3", "SERVFAIL", "A:10.0.0.2", "NXDOMAIN", "DROP", "A:10.0.0.3,10.0.0.4"];

    private readonly Stage stage;
    private readonly Seams seams;
    private readonly Random random;
    private readonly string[] words;
    private readonly bool hedges;
    private readonly CancellationTokenSource callersToken = new();
    private readonly CancellationTokenSource readerToken = new();
    private readonly List<Task> callers = [];
    private readonly HashSet<Peer> followed = [];
    private readonly List<string> broken = [];
    private Task? disposing;
    private Task? reading;
    private long lastRead = -1;
    private volatile bool isDisposed;
    private volatile bool isUnsubscribed;
    private volatile bool isOver;

    public Story(int seed, StoryAct act, int at)
    {
        random = new Random(seed);
        words = [.. Enumerable.Range(0, 40).Select(_ => Lines[random.Next(Lines.Length)])];
        seams = new Seams(at, () => Act(act));
        hedges = seed % 2 == 1;
        stage = new Stage(Word, logger: this, hedges: hedges);
    }

    /// <summary>Plays it, and gives the number of seams that were passed.</summary>
    public int Play()
    {
        stage.Resolver.PeersChanged += Follow;
        stage.Time.Seam = seams.Pass;
        reading = ReadAsync();
        for (var i = 0; i < CallerCount; i++)
        {
            var kind = random.Next(3);
            stage.Simulator.At(TimeSpan.FromMilliseconds(random.Next((int)(LifeSeconds * 1000))), () => Call(kind));
        }

        stage.Pass(LifeSeconds);
        seams.AwaitAct();
        isOver = true;
        stage.Time.Seam = null;
        AssertAlive();
        AssertToldAll();
        AssertEnds();
        return seams.Passed;
    }

    public void Dispose()
    {
        callersToken.Dispose();
        readerToken.Dispose();
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Error)
        {
            Break($"{formatter(state, exception)} {exception}");
        }

        Pass();
    }

    private void Pass()
    {
        if (!isOver)
        {
            seams.Pass();
        }
    }

    private string Word(int index)
    {
        Pass();
        return isOver ? "A:10.0.0.7" : words[index % words.Length];
    }

    private void Act(StoryAct act)
    {
        switch (act)
        {
            case StoryAct.CancelCallers:
                callersToken.Cancel();
                break;
            case StoryAct.CancelReader:
                readerToken.Cancel();
                break;
            case StoryAct.Dispose:
                isDisposed = true;
                stage.Resolver.Dispose();
                break;
            case StoryAct.DisposeAsync:
                isDisposed = true;
                disposing = stage.Resolver.DisposeAsync().AsTask();
                break;
            case StoryAct.Refresh:
                Call(0);
                break;
            case StoryAct.Explain:
                Call(2);
                break;
            case StoryAct.Report:
                foreach (var peer in stage.Resolver.Current)
                {
                    stage.Resolver.ReportUnreachable(peer);
                }

                break;
            case StoryAct.Subscribe:
                stage.Resolver.PeersChanged += Listen;
                stage.Resolver.PeersChanged -= Listen;
                stage.Resolver.PeersChanged += Listen;
                break;
            case StoryAct.Unsubscribe:
                isUnsubscribed = true;
                stage.Resolver.PeersChanged -= Follow;
                break;
        }
    }

    private void Call(int kind)
    {
        var call = CallAsync(kind);
        lock (callers)
        {
            callers.Add(call);
        }
    }

    private async Task CallAsync(int kind)
    {
        try
        {
            switch (kind)
            {
                case 0:
                    await stage.Resolver.RefreshAsync(callersToken.Token);
                    break;
                case 1:
                    Assert.True((await stage.Resolver.GetPeersAsync(callersToken.Token)).IsResolved);
                    break;
                default:
                    await stage.Resolver.ExplainAsync(callersToken.Token);
                    break;
            }
        }
        catch (PeerResolutionException) when (kind == 0)
        {
            // The lookup ended as Unknown.
        }
        catch (OperationCanceledException exception) when (callersToken.IsCancellationRequested && exception.CancellationToken == callersToken.Token)
        {
            // As asked, and with the caller's own token.
        }
        catch (ObjectDisposedException) when (isDisposed)
        {
            // The resolver went away.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var change in stage.Resolver.WatchAsync(readerToken.Token))
            {
                Pass();
                if (change.Current.Version <= lastRead)
                {
                    Break($"Version {change.Current.Version} came after {lastRead}.");
                }

                lastRead = change.Current.Version;
            }

            if (!isDisposed)
            {
                Break("The stream ended.");
            }
        }
        catch (OperationCanceledException exception) when (readerToken.IsCancellationRequested && exception.CancellationToken == readerToken.Token)
        {
            // As asked, and with the reader's own token.
        }
    }

    private void Follow(object? sender, PeersChangedEventArgs told)
    {
        Pass();
        if (!told.Change.Added.All(followed.Add) || !told.Change.Removed.All(followed.Remove))
        {
            Break($"An event does not continue the one before: {told.Change}.");
        }
    }

    private void Listen(object? sender, PeersChangedEventArgs told) => Pass();

    private void Break(string promise)
    {
        lock (broken)
        {
            broken.Add(promise);
        }
    }

    // The loop is not dead: a further refresh is answered, or says that the resolver is disposed. The first may join a lookup that was doomed before.
    private void AssertAlive()
    {
        for (var i = 0; i < 2; i++)
        {
            var refresh = stage.Resolver.RefreshAsync().AsTask();
            stage.Pass(11);
            Assert.True(refresh.IsCompleted);
            Assert.Equal(isDisposed, refresh.Exception?.InnerException is ObjectDisposedException);
            Assert.True(isDisposed || i == 0 || refresh.IsCompletedSuccessfully);
        }

        Assert.Equal(!isDisposed, stage.Resolver.Current.Any(peer => peer.ToString() == "10.0.0.7"));
    }

    private void AssertToldAll()
    {
        Assert.True(isUnsubscribed || followed.SetEquals(stage.Resolver.Current));
        Assert.True(readerToken.IsCancellationRequested || lastRead == stage.Resolver.Current.Version);

        // One lookup at a time; what silence brings about (T-4) are further tries of the same query.
        Assert.InRange(stage.Transport.MostAtOnce, 1, hedges ? TryPipeline.MostSilentTries : 1);
    }

    private void AssertEnds()
    {
        isDisposed = true;
        var ending = stage.Resolver.DisposeAsync().AsTask();
        Rest.Await();
        lock (callers)
        {
            NonEmpty.All([.. callers, reading!, ending, disposing ?? Task.CompletedTask], task => Assert.True(task.IsCompletedSuccessfully, task.Exception?.ToString() ?? "It never ended."));
        }

        Assert.Null(stage.Time.NextDue);
        Assert.Empty(broken);
    }
}
