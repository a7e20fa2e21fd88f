namespace HeadlessDiscovery.Simulation.Fates;

/// <summary>All that happens to one service in a run: made of a seed before it begins, so that parts of it can be left out.</summary>
internal sealed class Fate
{
    public const int PodsANode = 10;

    /// <summary>Node n is in zone n modulo this.</summary>
    public const int Zones = 3;

    /// <summary>The default of the EndpointSlice controller.</summary>
    public const int PodsASlice = 100;

    private readonly Scenario scenario;
    private readonly Random random;
    private readonly TimeSpan end;
    private readonly List<Happening> happenings = [];
    private readonly SortedDictionary<int, int> pods = [];
    private readonly Queue<int> free = new();
    private int next;

    private Fate(Scenario scenario, int size, int seed, TimeSpan end)
    {
        (this.scenario, this.end, random) = (scenario, end, new Random(seed));
        Addresses = (2 * size) + 16;
        foreach (var address in Enumerable.Range(1, Addresses))
        {
            free.Enqueue(address);
        }

        for (var i = 0; i < size; i++)
        {
            Join(Seconds(Between(0, scenario.StartsWithin.TotalSeconds)));
        }

        Nodes = Math.Max(1, size / PodsANode);
        Size = size;
    }

    public int Size { get; }

    public int Nodes { get; }

    /// <summary>How many addresses there are; each is given to another pod again.</summary>
    public int Addresses { get; }

    /// <summary>In the order in which they happen.</summary>
    public IReadOnlyList<Happening> Happenings => happenings;

    public static Fate Of(Scenario scenario, int size, int seed, TimeSpan end)
    {
        var fate = new Fate(scenario, size, seed, end);
        fate.Compose();
        return fate;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    private double Between(double from, double to) => from + (random.NextDouble() * (to - from));

    // One after another, so that whom an event meets is known when it is made.
    private void Compose()
    {
        var queue = new PriorityQueue<Action<TimeSpan>, (TimeSpan At, int Order)>();
        var order = 0;
        void Often(double perDay, Action<TimeSpan> happens)
        {
            if (perDay <= 0)
            {
                return;
            }

            for (var at = Wait(); at < end; at += Wait())
            {
                queue.Enqueue(happens, (at, order++));
            }

            TimeSpan Wait() => Seconds(-Math.Log(1 - random.NextDouble()) * 86400 / perDay);
        }

        void Later(TimeSpan at, Action<TimeSpan> happens) => queue.Enqueue(happens, (at, order++));

        Often(scenario.RollsADay, at => Roll(at, Later));
        Often(scenario.ScalesADay, at => Scale(at, Later));
        Often(scenario.ZerosADay, at => ScaleToZero(at, Later));
        Often(scenario.CrashesADayAndPod * Size, at => Crash(at, Later));
        Often(scenario.LossesADayAndNode * Nodes, at => LoseNode(at, Later));
        Often(scenario.DrainsADayAndNode * Nodes, at => Drain(at, Later));
        Often(scenario.FailedProbesADayAndPod * Size, FailProbe);
        Often(scenario.SliceMovesADay, at => Add(at, HappeningKind.SliceMoves, random.Next(1 + (Size / PodsASlice)), Between(0.05, 1)));
        Often(scenario.RestartsADayAndReplica * scenario.Replicas, at => Add(at, KindOfRestart(), random.Next(scenario.Replicas), Between(8, 20)));
        Often(scenario.SlicesAwayADay, at => Add(at, HappeningKind.SliceIsAway, random.Next(1 + (Size / PodsASlice)), Between(1, 6)));
        Often(scenario.FreezesADayAndReplica * scenario.Replicas, at => Add(at, HappeningKind.ReplicaFreezes, random.Next(scenario.Replicas), Between(5, scenario.LongestFreeze.TotalSeconds)));
        Often(scenario.OutagesOfApiADay, at => Add(at, HappeningKind.ApiFails, 0, Between(5, 300)));
        Often(scenario.CutsADayAndNode * Nodes, at => Add(at, HappeningKind.NodeIsCut, random.Next(Nodes), Between(2, 120)));
        Often(scenario.CutsADayAndZone * Zones, at => Add(at, HappeningKind.ZoneIsCut, random.Next(Zones), Between(2, 600)));
        Often(scenario.LossyTimesADay, at => Add(at, HappeningKind.NetworkLoses, 0, Between(10, 300)));
        Often(scenario.OutagesOfDnsADay, at => Add(at, HappeningKind.DnsFails, 0, Between(5, 180)));
        while (queue.TryDequeue(out var happens, out var when) && when.At < end)
        {
            happens(when.At);
        }

        // Later ones may have been made before earlier ones.
        var sorted = happenings.Select((one, i) => (one, i)).OrderBy(pair => pair.one.At).ThenBy(pair => pair.i).Select(pair => pair.one).ToArray();
        happenings.Clear();
        happenings.AddRange(sorted);
    }

    private HappeningKind KindOfRestart() => random.NextDouble() switch
    {
        var dice when dice < scenario.BlindRestarts => HappeningKind.ReplicaRestartsBlind,
        var dice when dice < scenario.BlindRestarts + scenario.FillingRestarts => HappeningKind.ReplicaFillsUp,
        _ => HappeningKind.ReplicaRestarts,
    };

    private void Add(TimeSpan at, HappeningKind kind, int which, double seconds) => happenings.Add(new Happening(at, kind, which, Seconds(seconds)));

    private void Join(TimeSpan at, int? address = null)
    {
        if (address is null && free.Count == 0)
        {
            return;
        }

        var given = address ?? free.Dequeue();
        happenings.Add(new Happening(at, HappeningKind.Joins, next, Address: given));
        pods.Add(next++, given);
    }

    private int? Leave(TimeSpan at, int pod, bool keepsAddress = false)
    {
        if (!pods.Remove(pod, out var address))
        {
            return null;
        }

        happenings.Add(new Happening(at, HappeningKind.Leaves, pod));
        if (!keepsAddress)
        {
            free.Enqueue(address);
        }

        return address;
    }

    // One pod more than wanted, as the default of a Deployment allows: the new one is ready, then the old one ends.
    private void Roll(TimeSpan at, Action<TimeSpan, Action<TimeSpan>> later)
    {
        var moment = at;
        foreach (var old in pods.Keys.ToArray())
        {
            moment += Seconds(Between(2, 20));
            later(moment, when => Join(when));
            later(moment + Seconds(Between(0.2, 2)), when => Leave(when, old));
        }
    }

    private void Scale(TimeSpan at, Action<TimeSpan, Action<TimeSpan>> later)
    {
        var wanted = Math.Max(1, (int)Math.Round(Size * Between(0.5, 1.5)));
        for (var i = pods.Count; i < wanted; i++)
        {
            later(at + Seconds(Between(2, 10)), when => Join(when));
        }

        foreach (var pod in pods.Keys.Reverse().Take(pods.Count - wanted).ToArray())
        {
            Leave(at, pod);
        }
    }

    private void ScaleToZero(TimeSpan at, Action<TimeSpan, Action<TimeSpan>> later)
    {
        foreach (var pod in pods.Keys.ToArray())
        {
            Leave(at, pod);
        }

        var back = at + Seconds(Between(1, 600));
        for (var i = 0; i < Size; i++)
        {
            later(back + Seconds(Between(0, 5)), when => Join(when));
        }
    }

    private void Crash(TimeSpan at, Action<TimeSpan, Action<TimeSpan>> later)
    {
        if (pods.Count > 0 && Leave(at, pods.Keys.ElementAt(random.Next(pods.Count)), keepsAddress: true) is { } address)
        {
            later(at + Seconds(Between(1, 30)), when => Join(when, address));
        }
    }

    private void LoseNode(TimeSpan at, Action<TimeSpan, Action<TimeSpan>> later)
    {
        var node = random.Next(Nodes);
        foreach (var pod in pods.Keys.Where(pod => pod % Nodes == node).ToArray())
        {
            Leave(at, pod);
            later(at + Seconds(Between(5, 60)), when => Join(when));
        }
    }

    // One after another; each is terminating for a while, and its replacement starts elsewhere.
    private void Drain(TimeSpan at, Action<TimeSpan, Action<TimeSpan>> later)
    {
        var node = random.Next(Nodes);
        var moment = at;
        foreach (var pod in pods.Keys.Where(pod => pod % Nodes == node).ToArray())
        {
            moment += Seconds(Between(0.1, 5));
            later(moment, when => Terminate(when, pod, later));
            later(moment + Seconds(Between(2, 20)), when => Join(when));
        }
    }

    private void Terminate(TimeSpan at, int pod, Action<TimeSpan, Action<TimeSpan>> later)
    {
        if (!pods.Remove(pod, out var address))
        {
            return;
        }

        Add(at, HappeningKind.IsNotReady, pod, 0);
        later(at + Seconds(Between(1, 30)), when =>
        {
            happenings.Add(new Happening(when, HappeningKind.Leaves, pod));
            free.Enqueue(address);
        });
    }

    private void FailProbe(TimeSpan at)
    {
        if (pods.Count > 0)
        {
            Add(at, HappeningKind.IsNotReady, pods.Keys.ElementAt(random.Next(pods.Count)), Between(5, 60));
        }
    }
}
