using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>Holds the list against the truth at each moment of rest.</summary>
internal sealed class Ledger(LastingWorld world)
{
    private readonly Dictionary<IPAddress, TimeSpan> born = [];
    private readonly Dictionary<IPAddress, TimeSpan> died = [];
    private readonly Dictionary<IPAddress, int> removedAlive = [];
    private readonly Dictionary<IPAddress, int> removed = [];
    private readonly HashSet<IPAddress> listed = [];
    private readonly List<double> removals = [];
    private readonly List<double> additions = [];
    private readonly List<(string Mark, TimeSpan From, TimeSpan To, Func<PeerSnapshot, bool> Holds)> demands = [];
    private readonly List<(string Mark, TimeSpan From, Func<PeerSnapshot, bool> Holds)> awaited = [];
    private PeerResolver? resolver;
    private PeerFamily family;
    private PeerSnapshot before = PeerSnapshot.Unresolved;
    private TimeSpan startedAt;
    private TimeSpan lookedAt;
    private TimeSpan stale;
    private TimeSpan longestDead;
    private int events;

    public void Begin(PeerResolver started, PeerFamily asked)
    {
        (resolver, family) = (started, asked);
        (startedAt, lookedAt) = (world.Now, world.Now);
        started.PeersChanged += (_, _) => Interlocked.Increment(ref events);
    }

    public void Changed(PodSet was, PodSet now)
    {
        foreach (var address in now.Addresses.Where(address => !was.Addresses.Contains(address)))
        {
            born[address] = world.Now;
            died.Remove(address);
        }

        foreach (var address in was.Addresses.Where(address => !now.Addresses.Contains(address)))
        {
            died[address] = world.Now;
            born.Remove(address);
        }

        world.Say($"the pods are {now.Addresses.Count}{(now.Addresses.Count > 12 ? string.Empty : $": {string.Join(' ', now.Addresses)}")}");
    }

    public void Demand(string mark, TimeSpan from, TimeSpan to, Func<PeerSnapshot, bool> holds)
    {
        world.Mark(mark, 0);
        demands.Add((mark, from, to, holds));
    }

    public void Await(string mark, TimeSpan from, Func<PeerSnapshot, bool> holds) => awaited.Add((mark, from, holds));

    public void Look()
    {
        if (resolver is null)
        {
            return;
        }

        var now = world.Now;
        Pass(now);
        var snapshot = resolver.Current;
        if (!ReferenceEquals(snapshot, before))
        {
            if (snapshot.Version != before.Version)
            {
                Compare(snapshot, now);
                world.Say($"   = {snapshot}{(snapshot.Held.IsEmpty || snapshot.Held.Length > 12 ? string.Empty : $"; held {string.Join<Peer>(' ', snapshot.Held)}")} ({snapshot.LastOutcome} {snapshot.LastReason})");
            }

            before = snapshot;
        }

        awaited.RemoveAll(one => now >= one.From && one.Holds(snapshot) && Note(one.Mark, now - one.From));
    }

    public LastingAccount Close(string variant, int seed, FakeLogCollector logs, IReadOnlyList<Server> servers, IReadOnlyList<Query> queries, Dictionary<string, double> marks)
    {
        Look();
        var now = world.Now;
        foreach (var (mark, from, _) in awaited)
        {
            Note(mark, now - from);
        }

        foreach (var address in listed.Where(died.ContainsKey))
        {
            longestDead = Max(longestDead, now - died[address]);
        }

        var length = now - startedAt;
        return new LastingAccount
        {
            Variant = variant,
            Seed = seed,
            Minutes = length.TotalMinutes,
            WronglyRemoved = removedAlive.Values.Sum(),
            MostRemovalsOfOne = removed.Values.DefaultIfEmpty().Max(),
            DeadAtEnd = listed.Count(died.ContainsKey),
            MissingAtEnd = world.Truth.Now.Addresses.Count(address => IsAsked(address) && !listed.Contains(address)),
            LongestDead = longestDead.TotalSeconds,
            Removals = removals,
            Additions = additions,
            StaleShare = stale / length,
            Queries = queries.Count,
            QueriesByServer = servers.ToDictionary(server => server.ToString(), server => queries.Count(query => query.Server == server)),
            QueriesByKind = Enum.GetValues<QueryKind>().ToDictionary(kind => kind.ToString(), kind => queries.Count(query => query.Kind == kind)),
            Warnings = [.. logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning).Select(record => $"{record.Id.Id}: {record.Message}")],
            Versions = before.Version,
            Events = events,
            Listed = listed.Count,
            Marks = marks,
        };
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    // What was true at the last look was true until now.
    private void Pass(TimeSpan now)
    {
        stale += before.IsStale ? now - lookedAt : TimeSpan.Zero;
        foreach (var (mark, from, to, holds) in demands)
        {
            var (begins, ends) = (Max(from, lookedAt), now < to ? now : to);
            if (ends > begins && !holds(before))
            {
                world.Marks[mark] += (ends - begins).TotalSeconds;
            }
        }

        lookedAt = now;
    }

    private void Compare(PeerSnapshot snapshot, TimeSpan now)
    {
        var addresses = snapshot.Members.Select(peer => peer.Address).ToHashSet();
        foreach (var address in listed.Where(address => !addresses.Contains(address)).ToArray())
        {
            listed.Remove(address);
            removed[address] = removed.GetValueOrDefault(address) + 1;
            world.Moved?.Invoke(address, false);
            world.Say($"   - {address}{(world.Truth.Now.Addresses.Contains(address) ? " WHICH LIVES" : string.Empty)}");
            if (world.Truth.Now.Addresses.Contains(address))
            {
                removedAlive[address] = removedAlive.GetValueOrDefault(address) + 1;
            }
            else if (died.TryGetValue(address, out var at))
            {
                removals.Add((now - at).TotalSeconds);
                longestDead = Max(longestDead, now - at);
            }
        }

        foreach (var address in addresses.Where(listed.Add))
        {
            world.Moved?.Invoke(address, true);
            world.Say($"   + {address}{(world.Truth.Now.Addresses.Contains(address) ? string.Empty : " which is gone")}");
            if (born.Remove(address, out var at) && at >= startedAt)
            {
                additions.Add((now - at).TotalSeconds);
            }
        }
    }

    private bool Note(string mark, TimeSpan value)
    {
        world.Mark(mark, value.TotalSeconds);
        return true;
    }

    private bool IsAsked(IPAddress address) => family switch
    {
        PeerFamily.IPv6 => address.AddressFamily == AddressFamily.InterNetworkV6,
        PeerFamily.Both => true,
        _ => address.AddressFamily == AddressFamily.InterNetwork,
    };
}
