using System.Collections.Immutable;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Events;
using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Membership;
using HeadlessDiscovery.Options;
using HeadlessDiscovery.Telemetry;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.Watching;

/// <summary>The rooms joined into one running resolver.</summary>
internal sealed class ResolverEngine : IObservedResolver, IDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly HeadlessPeersOptions options;
    private readonly MembershipRules rules;
    private readonly OwnAddresses own;
    private readonly ResolverClock clock;
    private readonly StatefulLookup desk;
    private readonly IDnsTransport transport;
    private readonly RefreshSchedule schedule;
    private readonly RefreshTimer timer;
    private readonly RefreshLoop loop;
    private readonly OverdueTimer overdue;
    private readonly TelemetryQueue telemetry;
    private readonly ResolverMetrics metrics;
    private readonly UnreachableReports unreachable = new();
    private readonly object sender;
    private ReportLog? reported;
    private ChangeHandlers? peersHandlers;
    private ChangeHandlers? membersHandlers;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;
    private Task? stopped;
    private bool isStarted;
    private bool isStopped;

    public ResolverEngine(string name, HeadlessPeersOptions options, ResolverServices services, object sender)
    {
        Name = name;

        // A label without a text is none in Prometheus, and a log line would begin with a colon.
        Service = name.Length > 0 ? name : options.ServiceName ?? name;
        this.options = options;
        metrics = services.Metrics;
        clock = new ResolverClock(services.Time);
        var logger = new QuietLogger(services.Logger);
        own = OwnAddressSource.Find(options, services.Variable, services.Interfaces);
        rules = new MembershipRules(options.RemovalConfirmations, options.MassRemovalHold, options.IncludeSelf, options.Membership, own.Contains) { MayBeVirtual = own.MayBeVirtual };
        var transitions = new TransitionLog(logger, Service, options, own.All, own.Source) { OwnProblems = own.Problems };
        telemetry = new TelemetryQueue(Service, metrics, transitions, logger, services.IsSingleThreaded);
        overdue = new OverdueTimer(options, services.Time, () => loop!.CheckOverdue());
        transport = services.NewTransport();
        desk = new StatefulLookup(NewLookup(name, services), rules, clock, unreachable, telemetry);
        schedule = new RefreshSchedule(options, services.Random);
        timer = new RefreshTimer(clock, options.MinRefreshInterval, services.Timers, services.IsSingleThreaded);
        loop = new RefreshLoop(desk, schedule, timer, overdue, Publication, clock, unreachable, telemetry);
        this.sender = sender;
    }

    public string Name { get; }

    public string Service { get; }

    public ImmutableArray<Peer> OwnAddresses => own.All;

    public Publication Publication { get; } = new();

    public ChangeHandlers PeersHandlers => LazyInitializer.EnsureInitialized(ref peersHandlers, () => Handlers(static change => change.ChangesPeers));

    public ChangeHandlers MembersHandlers => LazyInitializer.EnsureInitialized(ref membersHandlers, () => Handlers(static change => change.ChangesMembers));

    public PeerSnapshot Current => Publication.Current;

    public TimeSpan? AnswerAge => loop.LastVerified is { } verified ? clock.Elapsed - verified : null;

    public TimeSpan StaleFor => loop.StaleSince is { } since ? clock.Elapsed - since : TimeSpan.Zero;

    public bool IsStopped => isStopped;

    /// <summary>Starts the loop once; nothing after disposal.</summary>
    public void Start()
    {
        if (Volatile.Read(ref isStarted))
        {
            return;
        }

        lock (gate)
        {
            if (isStarted || isStopped)
            {
                return;
            }

            metrics.Observe(this);
            // The first query leaves from here: it does not wait for a thread of the pool, which may be busy while an application starts.
            running = CleanContext.Begin(() => loop.RunAsync(stopping.Token));
            Volatile.Write(ref isStarted, true);
        }
    }

    /// <summary>The turn that a caller who asks now waits for. Joined before the loop starts: a first turn may be over before its caller gets on.</summary>
    public RefreshTurn Join()
    {
        var turn = timer.Join();
        Start();
        return turn;
    }

    public void ReportUnreachable(Peer peer, string? reporter)
    {
        // Every peer is a member; a member may be this process as well.
        var state = desk.State;
        if (Current.Members.BinarySearch(peer) < 0)
        {
            return;
        }

        LazyInitializer.EnsureInitialized(ref reported).Add(peer, reporter, clock.Elapsed);
        if (Current.IsStatic || schedule.IsBackingOff)
        {
            return;
        }

        var ttl = schedule.Interval(state.Ttl);
        var waits = state.HasOwnNames != false && unreachable.Add(peer, clock.Elapsed, ttl);
        if (unreachable.IsFirst(clock.Elapsed, ttl) || waits)
        {
            timer.PullForward();
        }
    }

    public PeerResolverStatistics Statistics()
    {
        var now = clock.Elapsed;
        return loop.Tally.Read(
            Volatile.Read(ref isStarted) ? timer.NextIn : null,
            RemovalRule.Held(desk.State.Tracked, rules, now),
            reported?.Read(Current.Members, now) ?? []);
    }

    public LookupPlan Plan() => desk.Plan();

    public async ValueTask<LookupExplanation> ExplainAsync(bool hostNames, CancellationToken cancellationToken)
    {
        var (report, before, after) = await desk.ExplainAsync(hostNames, cancellationToken).ConfigureAwait(false);
        var second = transport is ISecondReader reader ? await new SecondLook(reader, desk).AtAsync(report, cancellationToken).ConfigureAwait(false) : null;
        return Explanation.Of(report, before, after, options, own, second);
    }

    public Task<ServerInspection> InspectServersAsync(LookupExplanation explanation, int samples, CancellationToken cancellationToken) =>
        transport is IServerReader reader && !explanation.IsStatic ? new ServerLook(reader).AtAsync(explanation, samples, cancellationToken) : Task.FromResult(new ServerInspection());

    /// <summary>The loop's last lookup. Its effect is none: what it changed is changed already.</summary>
    public LookupExplanation? LastLookup() =>
        desk.Last is { } last ? Explanation.Of(last.Report, last.State, last.State, options, own) : null;

    /// <summary>Stops the loop and ends every stream; gives the task that ends when the loop has, and what it left to log is logged.</summary>
    public Task Stop()
    {
        lock (gate)
        {
            if (stopped is not null)
            {
                return stopped;
            }

            isStopped = true;
            stopped = EndAsync();
        }

        // Outside the lock: who is woken may call this again.
        stopping.Cancel();
        metrics.Forget(this);
        timer.Dispose();
        overdue.Dispose();
        Publication.Close();
        return stopped;
    }

    public void CallbackFailed(Exception exception) => Failed(TelemetryEventKind.CallbackFailed, exception);

    public void Dispose() => Stop();

    private ChangeHandlers Handlers(Func<PeerChange, bool> isReported) => new(
        sender,
        () => Publication.Current,
        token => new WatchStream(Publication, static () => { }, token),
        isReported,
        exception => Failed(TelemetryEventKind.HandlerFailed, exception));

    private void Failed(TelemetryEventKind kind, Exception exception) => telemetry.Post(new TelemetryEvent { Kind = kind, Error = exception });

    private async Task EndAsync()
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A logger that blocks does not keep the application from ending.
        await telemetry.CloseAsync().WaitAsync(LastWords, clock.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private IPeerLookup NewLookup(string name, ResolverServices services)
    {
        var service = options.ServiceName ?? name;
        if (options.StaticPeers.Count > 0)
        {
            return new StaticPeerLookup(options, service);
        }

        var lookup = services.Around(new DnsPeerLookup(options, service, own, transport, services.Time, stopping.Token));
        return options.ConfigureLookup is { } configure ? new DetachedLookup(new PipelineLookup(lookup, new UserPipeline(configure, services.Time)), overdue.Turn, services.Time) : lookup;
    }
}
