using HeadlessDiscovery.Simulation.World;

namespace HeadlessDiscovery.Simulation.Counting;

/// <summary>What one pod lists, held against the truth, address by address.</summary>
internal sealed class Sight
{
    private readonly ServiceWorld world;
    // A pod that is back at its address so soon is removed for its absence before: DNS is late, nobody was lost.
    private static readonly TimeSpan Back = TimeSpan.FromMinutes(2);

    private readonly bool[] isListed;
    private readonly bool[] wasListed;
    private readonly TimeSpan[] since;
    private readonly HashSet<int> now = [];
    private readonly List<int> before = [];
    private readonly TimeSpan from;

    /// <summary>Of a pod that has just started: it lists nobody.</summary>
    public Sight(ServiceWorld world)
    {
        this.world = world;
        from = world.Now;
        isListed = new bool[world.AddressCount + 1];
        wasListed = new bool[world.AddressCount + 1];
        since = new TimeSpan[world.AddressCount + 1];
        for (var address = 1; address < since.Length; address++)
        {
            since[address] = from;
            world.Wrong += world.IsAlive[address] ? 1 : 0;
        }
    }

    public bool IsListed(int address) => isListed[address];

    /// <summary>The addresses that are listed, and the moment from which each is wrong.</summary>
    public IReadOnlyList<int> Listed => before;

    public TimeSpan Since(int address) => since[address];

    /// <summary>The pod at an address is ready.</summary>
    public void Born(int address)
    {
        if (isListed[address])
        {
            // The list did not change, and is right again: nobody was removed.
            world.Wrong--;
            world.Account.DeadSeconds += (world.Now - since[address]).TotalSeconds;
        }
        else
        {
            world.Wrong++;
        }

        wasListed[address] = false;

        since[address] = world.Now;
    }

    /// <summary>The pod at an address is gone.</summary>
    public void Died(int address)
    {
        if (isListed[address])
        {
            world.Wrong++;
        }
        else
        {
            world.Wrong--;
            EndMissing(address);
        }

        since[address] = world.Now;
    }

    /// <summary>Takes over a list.</summary>
    public void List(List<int> list, Watcher of)
    {
        now.Clear();
        now.UnionWith(list);
        foreach (var address in before)
        {
            if (!now.Contains(address))
            {
                Remove(address, of);
            }
        }

        foreach (var address in list)
        {
            if (!isListed[address])
            {
                Add(address);
            }
        }

        before.Clear();
        before.AddRange(list);
    }

    /// <summary>The pod itself ends.</summary>
    public void Close()
    {
        for (var address = 1; address < since.Length; address++)
        {
            if (world.IsAlive[address] != isListed[address])
            {
                world.Wrong--;
                if (isListed[address])
                {
                    world.Account.DeadSeconds += (world.Now - since[address]).TotalSeconds;
                }
                else
                {
                    EndMissing(address);
                }
            }
        }

        world.Account.PodSeconds += (world.Now - from).TotalSeconds;
    }

    private void Add(int address)
    {
        isListed[address] = true;
        if (!world.IsAlive[address])
        {
            world.Wrong++;
            since[address] = world.Now;
            return;
        }

        world.Wrong--;
        if (!wasListed[address])
        {
            world.Account.Additions.Add(world.Now - since[address]);
        }

        EndMissing(address);
        wasListed[address] = true;
    }

    private void Remove(int address, Watcher of)
    {
        isListed[address] = false;
        if (world.IsAlive[address])
        {
            world.Wrong++;
            if (!wasListed[address] && world.Now - since[address] < Back)
            {
                return;
            }

            (wasListed[address], since[address]) = (true, world.Now);
            world.Account.LostEpisodes++;
            of.World.Lost(of, address);
            return;
        }

        world.Wrong--;
        world.Account.Removals.Add(world.Now - since[address]);
        world.Account.DeadSeconds += (world.Now - since[address]).TotalSeconds;
    }

    private void EndMissing(int address)
    {
        var missing = world.Now - since[address];
        if (wasListed[address])
        {
            world.Account.LostSeconds += missing.TotalSeconds;
            world.Account.LongestLost = missing > world.Account.LongestLost ? missing : world.Account.LongestLost;
        }
        else
        {
            world.Account.LateSeconds += missing.TotalSeconds;
        }
    }
}
