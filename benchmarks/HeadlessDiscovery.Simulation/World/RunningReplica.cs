using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Faults.Tests.Lasting.World;
using HeadlessDiscovery.Faults.Tests.Simulation;
using HeadlessDiscovery.Simulation.Fates;

namespace HeadlessDiscovery.Simulation.World;

/// <summary>A replica of the cluster's DNS: what it has learned of the pods, and whether it runs.</summary>
internal sealed class RunningReplica : ISource
{
    private static readonly Reply ServFail = Reply.Failure(2);

    private readonly SimulatedTime time;
    private readonly ISource source;
    private readonly TimeSpan[] listedSince;
    private PodSet known = PodSet.None;
    private PodSet latest = PodSet.None;
    private TimeSpan frozenUntil;

    public RunningReplica(int number, SimulatedTime time, Scenario scenario, int addresses)
    {
        (Number, this.time) = (number, time);
        var replica = new Replica(() => known) { Ttl = scenario.Ttl };
        source = scenario.ReplicasCache ? new Cache(replica, time, scenario.Copies) : replica;
        listedSince = new TimeSpan[addresses + 1];
        Array.Fill(listedSince, TimeSpan.MaxValue);
    }

    public int Number { get; }

    public ReplicaState State { get; set; }

    public bool IsRouted => State != ReplicaState.Absent;

    /// <summary>When the last news of it arrives: news do not overtake each other.</summary>
    public TimeSpan NewsUntil { get; set; }

    /// <summary>Since when it lists an address; <see cref="TimeSpan.MaxValue"/> where it does not.</summary>
    public TimeSpan ListedSince(int address) => listedSince[address];

    /// <summary>News arrive.</summary>
    public void Learn(PodSet pods)
    {
        latest = pods;
        if (time.Elapsed >= frozenUntil)
        {
            Adopt(latest);
        }
    }

    public void Freeze(TimeSpan until) => frozenUntil = until > frozenUntil ? until : frozenUntil;

    /// <summary>Its watch goes on.</summary>
    public void Thaw()
    {
        if (time.Elapsed >= frozenUntil)
        {
            Adopt(latest);
        }
    }

    /// <summary>It runs again: with all that the API has, or with a fifth of it.</summary>
    public void Restart(bool complete)
    {
        frozenUntil = TimeSpan.Zero;
        FillUp(complete ? 1 : 0.2);
    }

    /// <summary>It has read a part of what the API has.</summary>
    public void FillUp(double part) => Adopt(part < 1 ? new PodSet([.. latest.Pods.Take((int)(latest.Pods.Count * part))]) : latest);

    public Reply Answer(DnsQuestion question, Random dice) => State == ReplicaState.Serving ? source.Answer(question, dice) : ServFail;

    private void Adopt(PodSet pods)
    {
        if (ReferenceEquals(known, pods))
        {
            return;
        }

        known = pods;
        for (var address = 1; address < listedSince.Length; address++)
        {
            if (!known.Addresses.Contains(Addresses.Of(address)))
            {
                listedSince[address] = TimeSpan.MaxValue;
            }
            else if (listedSince[address] == TimeSpan.MaxValue)
            {
                listedSince[address] = time.Elapsed;
            }
        }
    }
}
