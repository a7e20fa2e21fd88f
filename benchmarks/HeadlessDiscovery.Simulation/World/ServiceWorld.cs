using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;
using HeadlessDiscovery.Faults.Tests.Simulation;
using HeadlessDiscovery.Simulation.Clients;
using HeadlessDiscovery.Simulation.Counting;
using HeadlessDiscovery.Simulation.Fates;
using HeadlessDiscovery.Simulation.Invariants;

namespace HeadlessDiscovery.Simulation.World;

/// <summary>One service, its pods, and the DNS that they ask, in virtual time on one thread.</summary>
internal sealed class ServiceWorld
{
    private const double LossInTrouble = 1.0 / 3;

    // kube-proxy learns of an endpoint that is not ready some seconds later.
    private static readonly TimeSpan RoutedAfterClose = TimeSpan.FromSeconds(2);

    // CoreDNS 1.14.7 says SERVFAIL for 15 to 17 s after it started without the API.
    private static readonly TimeSpan BlindFor = TimeSpan.FromSeconds(16);

    private static readonly TimeSpan FillsUpFor = TimeSpan.FromSeconds(3);

    private readonly Scenario scenario;
    private readonly Policy policy;
    private readonly Fate fate;
    private readonly int seed;
    private readonly Random random;
    private readonly Simulator simulator;
    private readonly RunningReplica[] replicas;
    private readonly FlowPath open;
    private readonly ISource[] nodeCaches;
    private readonly TimeSpan[] cutUntil;
    private readonly SortedDictionary<int, Watcher> watchers = [];
    private readonly Guard guard;
    private readonly TimeSpan[] readySince;
    private int sliceAway;
    private TimeSpan sliceUntil;
    private int sliceMoving;
    private TimeSpan movingUntil;
    private TimeSpan apiUntil;
    private TimeSpan lossUntil;
    private TimeSpan dnsUntil;
    private TimeSpan changedAt = TimeSpan.MinValue;

    public ServiceWorld(Scenario scenario, Policy policy, Fate fate, int seed, QueryCounts queries, Action<string>? tell = null)
    {
        (this.scenario, this.policy, this.fate, this.seed, Queries, Tell) = (scenario, policy, fate, seed, queries, tell);
        random = new Random(seed);
        simulator = new Simulator(Time, static () => { });
        replicas = [.. Enumerable.Range(0, scenario.Replicas).Select(i => new RunningReplica(i, Time, scenario, fate.Addresses))];
        open = new FlowPath(replicas, Reached, keepsFlow: false);
        nodeCaches = scenario.HasNodeCaches ? [.. Enumerable.Range(0, fate.Nodes).Select(_ => new Cache(new FlowPath(replicas, Reached, keepsFlow: true), Time, scenario.Copies) { ExpiredTtl = 0 })] : [];
        cutUntil = new TimeSpan[fate.Nodes];
        IsAlive = new bool[fate.Addresses + 1];
        readySince = new TimeSpan[fate.Addresses + 1];
        guard = new Guard(this, scenario);
    }

    public SimulatedTime Time { get; } = new();

    public TimeSpan Now => Time.Elapsed;

    /// <summary>Told of what happens, a line each; null where nobody listens.</summary>
    public Action<string>? Tell { get; }

    public Account Account { get; } = new();

    public QueryCounts Queries { get; }

    /// <summary>Whether a ready pod has the address.</summary>
    public bool[] IsAlive { get; }

    public int Alive { get; private set; }

    public int AddressCount => fate.Addresses;

    /// <summary>More than half of the pods that the service is meant to have.</summary>
    public int Majority => (fate.Size / 2) + 1;

    public RunningReplica[] Replicas => replicas;

    public IReadOnlyCollection<Watcher> Watchers => watchers.Values;

    /// <summary>Since when nothing is in trouble; in the future while something is.</summary>
    public TimeSpan CalmSince { get; private set; }

    /// <summary>How many pairs of a pod and an address there are in which the pod is wrong about it.</summary>
    public int Wrong { get; set; }

    /// <summary>Runs to the end; <paramref name="passed"/> is called with the hours that passed.</summary>
    public Account Run(IReadOnlyList<Happening> happenings, TimeSpan end, Action<int>? passed = null)
    {
        foreach (var happening in happenings)
        {
            simulator.At(happening.At, () => Happen(happening));
        }

        var thread = Environment.CurrentManagedThreadId;
        Time.Seam = () =>
        {
            if (Environment.CurrentManagedThreadId != thread)
            {
                guard.Break($"code runs on another thread");
            }
        };
        for (var from = TimeSpan.Zero; from < end;)
        {
            var to = from + TimeSpan.FromHours(1) < end ? from + TimeSpan.FromHours(1) : end;
            simulator.Run(to, Look);
            passed?.Invoke((int)Math.Round((to - from).TotalMinutes));
            from = to;
        }

        foreach (var watcher in watchers.Values)
        {
            Time.Running = watcher;
            watcher.End();
        }

        return Account;
    }

    /// <summary>Whether another pod has been ready for some time.</summary>
    public bool HasOther(int address, TimeSpan readyFor)
    {
        for (var other = 1; other < IsAlive.Length; other++)
        {
            if (other != address && IsAlive[other] && Now - readySince[other] >= readyFor)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A message of a pod on its way.</summary>
    public ValueTask<DnsExchange> Send(Watcher from, DnsQuestion question, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        var loss = Now < lossUntil ? LossInTrouble : scenario.Loss;
        if (Now < cutUntil[from.Node] || Now < dnsUntil || (loss > 0 && !options.Tcp && from.Dice.NextDouble() < loss))
        {
            return Silence(cancellationToken);
        }

        return scenario.Late > 0 && !options.Tcp && from.Dice.NextDouble() < scenario.Late
            ? LateAsync(from, question, options, cancellationToken)
            : new(Answer(from, question, options));
    }

    /// <summary>A pod sends a query.</summary>
    public void CountQuery()
    {
        Account.Queries++;
        Account.AfterOutages.Add(Now, dnsUntil, watchers.Count);
    }

    /// <summary>A pod no longer lists a peer that is ready.</summary>
    public void Lost(Watcher watcher, int address)
    {
        Say($"pod {watcher.Pod} no longer lists the peer at address {address}, which is ready");
        guard.Lost(watcher, address);
    }

    /// <summary>A pod began a lookup while another one of its own was under way.</summary>
    public void Overlap(Watcher watcher) => guard.Break($"pod {watcher.Pod} has two lookups under way");

    public void Say(FormattableString line) => Tell?.Invoke(FormattableString.Invariant($"{Now.TotalSeconds,10:0.000} {FormattableString.Invariant(line)}"));

    /// <summary>Something that is to happen after some time, on behalf of nobody.</summary>
    public void After(TimeSpan delay, Action happens) => simulator.At(Now + delay, () =>
    {
        Time.Running = null;
        happens();
    });

    private async ValueTask<DnsExchange> LateAsync(Watcher from, DnsQuestion question, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        await Pause.For(TimeSpan.FromSeconds(0.05 + (1.45 * from.Dice.NextDouble())), Time, cancellationToken).ConfigureAwait(false);
        return Answer(from, question, options);
    }

    private DnsExchange Answer(Watcher from, DnsQuestion question, DnsExchangeOptions options)
    {
        if (nodeCaches.Length > 0)
        {
            return Wire.Send(question, nodeCaches[from.Node].Answer(question, from.Dice), options, from.Dice);
        }

        if (open.Route(from.Dice) is not { } replica || replica.State == ReplicaState.Closed)
        {
            return DnsExchange.Failed(LookupReason.Network);
        }

        Reached(replica);
        return Wire.Send(question, replica.Answer(question, from.Dice), options, from.Dice);
    }

    private static ValueTask<DnsExchange> Silence(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<DnsExchange>();
        cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<DnsExchange>)state!).TrySetCanceled(token), never);
        return new(never.Task);
    }

    private void Reached(RunningReplica replica) => Queries.Add(replica.Number, Now);

    private void Look()
    {
        if (Time.Running is Watcher watcher)
        {
            watcher.Look();
            guard.Check(watcher);
        }

        if (Wrong == 0 && changedAt != TimeSpan.MinValue)
        {
            Account.Agreements.Add(Now - changedAt);
            changedAt = TimeSpan.MinValue;
            guard.CheckAgreement();
        }

        guard.ThrowIfBroken();
    }

    private void Happen(Happening happening)
    {
        Time.Running = null;
        Say($"{happening.ToString().TrimStart()}");
        var until = Now + happening.Lasts;
        switch (happening.Kind)
        {
            case HappeningKind.Joins:
                Join(happening.Which, happening.Address);
                break;
            case HappeningKind.Leaves:
                Leave(happening.Which);
                break;
            case HappeningKind.IsNotReady:
                LoseReadiness(happening.Which, happening.Lasts);
                break;
            case HappeningKind.ReplicaRestarts or HappeningKind.ReplicaRestartsBlind or HappeningKind.ReplicaFillsUp:
                Restart(replicas[happening.Which], happening.Lasts, happening.Kind);
                break;
            case HappeningKind.SliceIsAway:
                Trouble(until);
                (sliceAway, sliceUntil) = (happening.Which, until);
                Publish();
                After(happening.Lasts, Publish);
                break;
            case HappeningKind.SliceMoves:
                Trouble(until);
                (sliceMoving, movingUntil) = (happening.Which, until);
                Publish();
                After(happening.Lasts, Publish);
                break;
            case HappeningKind.ReplicaFreezes:
                Trouble(until);
                replicas[happening.Which].Freeze(until);
                After(happening.Lasts, replicas[happening.Which].Thaw);
                break;
            case HappeningKind.ApiFails:
                Trouble(until);
                apiUntil = Max(apiUntil, until);
                break;
            case HappeningKind.NodeIsCut:
                Trouble(until);
                cutUntil[happening.Which] = Max(cutUntil[happening.Which], until);
                break;
            case HappeningKind.ZoneIsCut:
                Trouble(until);
                for (var node = happening.Which; node < fate.Nodes; node += Fate.Zones)
                {
                    cutUntil[node] = Max(cutUntil[node], until);
                }

                break;
            case HappeningKind.NetworkLoses:
                Trouble(until);
                lossUntil = Max(lossUntil, until);
                break;
            case HappeningKind.DnsFails when scenario.Copies == CacheMode.ServesExpired:
                Trouble(until);
                Blind(happening.Lasts);
                break;
            default:
                Trouble(until);
                dnsUntil = Max(dnsUntil, until);
                break;
        }
    }

    private void Join(int pod, int address)
    {
        // Where an event was left out, the address may still be somebody's.
        if (watchers.Values.Any(watcher => watcher.Address == address))
        {
            return;
        }

        BecomeReady(address);
        var watcher = new Watcher(this, pod, address, pod % fate.Nodes, unchecked((seed * 1_000_003) + pod));
        watchers.Add(pod, watcher);
        Changed();
        Time.Running = watcher;
        watcher.Start(policy);
    }

    private void Leave(int pod)
    {
        if (!watchers.Remove(pod, out var watcher))
        {
            return;
        }

        Time.Running = watcher;
        watcher.End();
        Time.Running = null;
        if (policy.NoticesFailures)
        {
            foreach (var other in watchers.Values.Where(other => other.Sight.IsListed(watcher.Address)))
            {
                After(TimeSpan.FromSeconds(0.1 + other.Dice.NextDouble()), () => other.Fail(watcher.Address));
            }
        }

        EndReadiness(watcher);
    }

    // A pod that is terminating, or whose probe fails: no slice lists it, and it goes on.
    private void LoseReadiness(int pod, TimeSpan lasts)
    {
        if (!watchers.TryGetValue(pod, out var watcher) || !watcher.IsReady)
        {
            return;
        }

        EndReadiness(watcher);
        if (lasts > TimeSpan.Zero)
        {
            After(lasts, () =>
            {
                if (watcher.IsRunning)
                {
                    watcher.IsReady = true;
                    BecomeReady(watcher.Address);
                    Changed();
                }
            });
        }
    }

    private void BecomeReady(int address)
    {
        IsAlive[address] = true;
        readySince[address] = Now;
        Alive++;
        foreach (var watcher in watchers.Values)
        {
            watcher.Sight.Born(address);
        }
    }

    private void EndReadiness(Watcher watcher)
    {
        if (!watcher.IsReady)
        {
            return;
        }

        watcher.IsReady = false;
        IsAlive[watcher.Address] = false;
        Alive--;
        foreach (var other in watchers.Values)
        {
            other.Sight.Died(watcher.Address);
        }

        Changed();
    }

    private void Changed()
    {
        changedAt = Now;
        Publish();
    }

    // What the slices say goes to the replicas, each a bit later.
    private void Publish()
    {
        var told = new PodSet([.. watchers.Values.Where(IsInSlice).Select(watcher => Addresses.PodAt(watcher.Address))]);
        var slices = scenario.LongestSliceDelay * random.NextDouble() * (random.Next(50) == 0 ? 3 : 1);
        foreach (var replica in replicas)
        {
            replica.NewsUntil = Max(replica.NewsUntil, Max(Now, apiUntil) + slices + (scenario.LongestLag * random.NextDouble()));
            if (replica.NewsUntil <= Now)
            {
                replica.Learn(told);
            }
            else
            {
                After(replica.NewsUntil - Now, () => replica.Learn(told));
            }
        }
    }

    private bool IsInSlice(Watcher watcher)
    {
        var slice = watcher.Pod / Fate.PodsASlice % (1 + (fate.Size / Fate.PodsASlice));
        return watcher.IsReady
            && !(Now < sliceUntil && slice == sliceAway)
            && !(Now < movingUntil && slice == sliceMoving && watcher.Pod % 2 == 0);
    }

    private void Restart(RunningReplica replica, TimeSpan lasts, HappeningKind how)
    {
        var isBlind = how == HappeningKind.ReplicaRestartsBlind;
        if (replica.State != ReplicaState.Serving)
        {
            return;
        }

        Trouble(Now + lasts + (isBlind ? BlindFor : TimeSpan.Zero));
        replica.State = ReplicaState.Closed;
        After(RoutedAfterClose, () => replica.State = ReplicaState.Absent);
        After(lasts, () =>
        {
            replica.State = isBlind ? ReplicaState.Blind : ReplicaState.Serving;
            replica.Restart(complete: how != HappeningKind.ReplicaFillsUp);
        });
        if (how == HappeningKind.ReplicaFillsUp)
        {
            // Measured with a released version of the library: 20, 40, 49 and 50 of 100 within three seconds.
            Trouble(Now + lasts + FillsUpFor);
            foreach (var part in (double[])[0.4, 0.5, 1])
            {
                After(lasts + (FillsUpFor * part), () => replica.FillUp(part));
            }
        }

        if (isBlind)
        {
            After(lasts + BlindFor, () => replica.State = ReplicaState.Serving);
        }
    }

    // The caches before the replicas go on.
    private void Blind(TimeSpan lasts)
    {
        foreach (var replica in replicas.Where(replica => replica.State == ReplicaState.Serving))
        {
            replica.State = ReplicaState.Blind;
            After(lasts, () => replica.State = replica.State == ReplicaState.Blind ? ReplicaState.Serving : replica.State);
        }
    }

    private void Trouble(TimeSpan until) => CalmSince = Max(CalmSince, until);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
