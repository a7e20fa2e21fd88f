namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>What is counted of a service; accounts add up.</summary>
internal sealed class Account
{
    public double PodSeconds { get; set; }

    /// <summary>Peer-seconds in which a ready peer was not listed that had been.</summary>
    public double LostSeconds { get; set; }

    public long LostEpisodes { get; set; }

    /// <summary>Those of them in which most replicas had listed the peer all the time.</summary>
    public long LostAgainstMost { get; set; }

    public TimeSpan LongestLost { get; set; }

    /// <summary>Peer-seconds in which a peer was listed whose pod was gone.</summary>
    public double DeadSeconds { get; set; }

    /// <summary>Peer-seconds in which a ready peer was not listed yet.</summary>
    public double LateSeconds { get; set; }

    /// <summary>From the end of a pod to its removal from a list.</summary>
    public Times Removals { get; } = new();

    /// <summary>From the moment in which a pod was ready, or the lister began, to its first place in the list.</summary>
    public Times Additions { get; } = new();

    /// <summary>From a change to the moment in which all pods list the truth.</summary>
    public Times Agreements { get; } = new();

    /// <summary>Pods whose first list had nobody else, although there was somebody.</summary>
    public long AloneAtStart { get; set; }

    /// <summary>Pods that after a minute believed that they were alone, although others had been ready for a minute.</summary>
    public long WrongAlone { get; set; }

    /// <summary>Pods that believed that a majority of the service was there, although fewer pods were.</summary>
    public long WrongReady { get; set; }

    public long Queries { get; set; }

    /// <summary>Those of them that follow an outage of DNS.</summary>
    public OutageQueries AfterOutages { get; } = new();

    public long Warnings { get; set; }

    public void Add(Account other)
    {
        PodSeconds += other.PodSeconds;
        LostSeconds += other.LostSeconds;
        LostEpisodes += other.LostEpisodes;
        LostAgainstMost += other.LostAgainstMost;
        LongestLost = other.LongestLost > LongestLost ? other.LongestLost : LongestLost;
        DeadSeconds += other.DeadSeconds;
        LateSeconds += other.LateSeconds;
        Removals.Add(other.Removals);
        Additions.Add(other.Additions);
        Agreements.Add(other.Agreements);
        AloneAtStart += other.AloneAtStart;
        WrongAlone += other.WrongAlone;
        WrongReady += other.WrongReady;
        Queries += other.Queries;
        AfterOutages.Add(other.AfterOutages);
        Warnings += other.Warnings;
    }
}
