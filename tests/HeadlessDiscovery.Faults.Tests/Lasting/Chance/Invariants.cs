using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Faults.Tests.Lasting.World;

namespace HeadlessDiscovery.Faults.Tests.Lasting.Chance;

/// <summary>What must hold in every world, whatever happens there.</summary>
/// <param name="world">The world.</param>
/// <param name="timeline">When something happens there.</param>
/// <param name="servers">Who says who is there.</param>
/// <param name="bound">For how long the list may be wrong once nothing happens any more.</param>
internal sealed class Invariants(LastingWorld world, Timeline timeline, RandomServers servers, TimeSpan bound)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lives lives = new();
    private readonly Dictionary<IPAddress, TimeSpan> namedAt = [];
    private readonly List<string> broken = [];
    private PeerSnapshot before = PeerSnapshot.Unresolved;
    private bool isRight;

    public IReadOnlyList<string> Broken => broken;

    /// <summary>Since when the list is right without a break.</summary>
    public TimeSpan RightSince { get; private set; }

    /// <summary>Watches from before the first pod is there.</summary>
    public void Watch()
    {
        var changed = world.Truth.Changed;
        world.Truth.Changed = (was, now) =>
        {
            changed?.Invoke(was, now);
            lives.Set(world.Now > TimeSpan.Zero ? world.Now : -Minute * 60, was, now);
        };
        world.Rested = Look;
        world.Moved = (address, isAddition) =>
        {
            if (!isAddition)
            {
                Removed(address);
            }
        };
    }

    /// <summary>At the end of the run.</summary>
    public void End(LastingAccount account)
    {
        Demand(isRight, $"at the end the list is {before}, and there are {string.Join(' ', world.Truth.Now.Addresses.Take(20))}");
        Demand(!isRight || RightSince - timeline.Settled <= bound, $"the list is right only {(RightSince - timeline.Settled).TotalSeconds} s after the last event");
        Demand(account.Broke is null, $"the loop ended: {account.Broke}");
        Demand(world.Queries.Any(query => query.At > world.Now - Minute), $"there is no query in the last minute");

        // Over TCP again, or again because the first was lost, is the same query.
        var beside = world.Queries.Where(query => query is { Kind: not QueryKind.Set, Options.Tcp: false }).Select(query => query.At).ToArray();
        var first = 0;
        for (var i = 0; i < beside.Length; i++)
        {
            while (beside[i] - beside[first] >= Minute)
            {
                first++;
            }

            Demand(i - first < 60 || timeline.IsTroubled(beside[first], beside[i]), $"{i - first + 1} queries in a minute beside the refreshes");
        }
    }

    private void Demand(bool holds, FormattableString what)
    {
        if (!holds && broken.Count < 20)
        {
            var line = FormattableString.Invariant($"{world.Now.TotalSeconds:0.0} {FormattableString.Invariant(what)}");
            broken.Add(line);
            world.Say($"BROKEN: {line}");
        }
    }

    private void Removed(IPAddress address)
    {
        var window = servers.ServesExpired ? world.Now : Minute + servers.CopiesLast;
        Demand(
            !servers.Leaves.All(leaf => lives.Lived(address, leaf.SeenAt(world.Now - window), leaf.SeenAt(world.Now))),
            $"{address} is removed, which every server has listed for {window.TotalSeconds} s");
    }

    private void Look()
    {
        var snapshot = world.Resolver.Current;
        foreach (var peer in snapshot.Members)
        {
            Listed(peer.Address);
        }

        if (ReferenceEquals(snapshot, before))
        {
            return;
        }

        var members = snapshot.Members;
        Demand(snapshot.Version >= before.Version, $"version {snapshot.Version} follows {before.Version}");
        Demand(snapshot.Held.All(held => snapshot.Contains(held) && members.Contains(held)), $"somebody is held who is not listed");
        Demand(Enumerable.Range(1, Math.Max(0, members.Length - 1)).All(i => members[i - 1].CompareTo(members[i]) < 0), $"the members are not sorted");
        before = snapshot;
        var now = IsRight(snapshot);
        RightSince = now && !isRight ? world.Now : RightSince;
        isRight = now;
    }

    private void Listed(IPAddress address)
    {
        if (world.Truth.Now.Addresses.Contains(address))
        {
            namedAt.Remove(address);
        }
        else if (!namedAt.TryGetValue(address, out var named) || servers.Leaves.Any(leaf => leaf.Known.Addresses.Contains(address)))
        {
            namedAt[address] = world.Now;
        }
        else if (!timeline.IsTroubled(world.Now, world.Now))
        {
            var calm = timeline.CalmSince(world.Now);
            var kept = world.Now - (named > calm ? named : calm);
            if (kept > bound + servers.CopiesLast)
            {
                Demand(holds: false, $"{address} is listed {kept.TotalSeconds} s after it was gone everywhere");
                namedAt[address] = world.Now;
            }
        }
    }

    private bool IsRight(PeerSnapshot snapshot)
    {
        var there = world.Truth.Now.Addresses;
        return !snapshot.IsStale
            && snapshot.Members.Length == there.Count
            && snapshot.Members.All(peer => there.Contains(peer.Address));
    }
}
