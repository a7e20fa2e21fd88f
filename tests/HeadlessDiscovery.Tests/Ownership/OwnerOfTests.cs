using System.Net;

namespace HeadlessDiscovery.Tests.Ownership;

/// <summary>Who owns a key, and what must not matter.</summary>
public sealed class OwnerOfTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 200).Select(n => $"key-{n}")];

    [Fact]
    public void Without_members_nobody_owns_and_this_process_least_of_all()
    {
        foreach (var nobody in (PeerSnapshot[])[PeerSnapshot.Unresolved, new PeerSnapshot([]) { IsResolved = true }])
        {
            Assert.Null(nobody.OwnerOf("key"));
            Assert.Null(nobody.OwnerOf([1]));
            Assert.Empty(nobody.OwnersOf("key", 3));
            Assert.Equal(0, nobody.OwnersOf("key", new Peer[3]));
            Assert.False(nobody.SelfOwns("key"));
            Assert.False(nobody.SelfOwns([1]));
        }
    }

    [Fact]
    public void Exactly_one_pod_says_that_it_owns_a_key()
    {
        string[] pods = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
        var views = pods.Select(self => Seen(self, pods)).ToArray();

        foreach (var key in Keys)
        {
            var only = Assert.Single(views, view => view.SelfOwns(key));
            NonEmpty.All(views, view => Assert.Equal(only.SelfPeer, view.OwnerOf(key)));
        }
    }

    [Fact]
    public void The_members_own_and_not_the_peers()
    {
        var seen = Seen("10.0.0.1", "10.0.0.1", "10.0.0.2");
        Assert.Equal("10.0.0.2", string.Join(' ', seen));
        Assert.Contains(Keys, key => seen.OwnerOf(key) == Peer.Parse("10.0.0.1"));
    }

    [Fact]
    public void Neither_a_port_that_only_some_pods_know_nor_a_host_name_nor_a_scope_changes_an_owner()
    {
        string[] addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
        var plain = Of(addresses.Select(Peer.Parse));
        var port = Of(addresses.Select(address => new Peer(IPAddress.Parse(address), 8080)));
        var named = Of(addresses.Select((address, i) => new Peer(IPAddress.Parse(address), 5000 + i, $"web-{i}.web")));
        var mapped = Of(addresses.Select(address => new Peer(IPAddress.Parse(address).MapToIPv6())));
        NonEmpty.All(Keys, key => Assert.Single(((PeerSnapshot[])[plain, port, named, mapped]).Select(seen => seen.OwnerOf(key)!.Address).Distinct()));

        var linkLocal = Of([Peer.Parse("fe80::1"), Peer.Parse("fe80::2")]);
        var scoped = Of([new Peer(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 3)), Peer.Parse("fe80::2")]);
        NonEmpty.All(Keys, key => Assert.Equal(linkLocal.OwnerOf(key), scoped.OwnerOf(key)));
    }

    [Fact]
    public void With_both_families_a_pod_is_not_two_owners()
    {
        string[] four = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
        var both = Seen("10.0.0.1 fd00::1", [.. four, "fd00::1", "fd00::2", "fd00::3"]);
        var one = Seen("10.0.0.1", four);
        foreach (var key in Keys)
        {
            Assert.Equal(one.OwnerOf(key), both.OwnerOf(key));
            Assert.Equal(one.OwnersOf(key, 9), both.OwnersOf(key, 9));
            Assert.Equal(one.SelfOwns(key), both.SelfOwns(key));
        }
    }

    [Fact]
    public void A_held_member_and_a_stale_list_own_what_they_owned()
    {
        string[] pods = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
        var before = Seen("10.0.0.1", pods);
        var rules = new Membership.Rules(self: "10.0.0.1").Found(string.Join(' ', pods)).Wait(5).Found("10.0.0.1 10.0.0.2");
        Assert.Equal("10.0.0.3", rules.Held);
        NonEmpty.All(Keys, key => Assert.Equal(before.OwnerOf(key), rules.Now.OwnerOf(key)));
        rules.Wait(5).Unknown();
        Assert.True(rules.Now.IsStale);
        NonEmpty.All(Keys, key => Assert.Equal(before.OwnerOf(key), rules.Now.OwnerOf(key)));

        rules.Wait(5).Found("10.0.0.1 10.0.0.2").Wait(5).Found("10.0.0.1 10.0.0.2").Wait(5).Found("10.0.0.1 10.0.0.2");
        Assert.Empty(rules.Held);
        Assert.DoesNotContain(Keys, key => rules.Now.OwnerOf(key) == Peer.Parse("10.0.0.3"));
    }

    [Fact]
    public void A_client_of_the_service_sees_the_owners_that_its_pods_see()
    {
        var pod = Seen("10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.3");
        var client = new Membership.Rules(membership: PeerMembership.Client).Found("10.0.0.1 10.0.0.2 10.0.0.3").Now;
        NonEmpty.All(Keys, key => Assert.Equal(pod.OwnerOf(key), client.OwnerOf(key)));
        Assert.DoesNotContain(Keys, key => client.SelfOwns(key));
    }

    [Fact]
    public void A_refresh_without_a_change_keeps_what_was_worked_out()
    {
        var rules = new Membership.Rules(self: "10.0.0.1").Found("10.0.0.1 10.0.0.2");
        var table = rules.Now.Owners;
        Assert.NotSame(rules.Now, rules.Wait(5).Found("10.0.0.1 10.0.0.2").Now.Owners);
        Assert.Same(table, rules.Now.Owners);
        Assert.Same(table, rules.Wait(5).Unknown().Now.Owners);
        Assert.NotSame(table, rules.Wait(5).Found("10.0.0.1 10.0.0.2 10.0.0.3").Now.Owners);
    }

    [Fact]
    public void An_owner_of_a_thousand_members_allocates_nothing()
    {
        var seen = Of(Enumerable.Range(0, 1000).Select(n => new Peer(new IPAddress([10, 1, (byte)(n / 250), (byte)(n % 250)]), 8080)));
        var few = new Peer[3];
        var many = new Peer[64];
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            Read();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read()
        {
            _ = seen.OwnerOf("order:4711");
            _ = seen.OwnerOf("order:4711"u8);
            _ = seen.SelfOwns("order:4711");
            _ = seen.OwnersOf("order:4711", few);
            _ = seen.OwnersOf("order:4711"u8, many);
            _ = seen.OwnerOf(LongKey);
        }
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ((PeerSnapshot)null!).OwnerOf("key"));
        Assert.Throws<ArgumentNullException>(() => ((PeerChange)null!).MoveOf("key"));
        Assert.Throws<ArgumentNullException>(() => ((IPeerResolver)null!).WatchMembersAsync(TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerSnapshot.Unresolved.OwnersOf("key", -1));
        Assert.Empty(Of([Peer.Parse("10.0.0.1")]).OwnersOf("key", 0));
        Assert.Equal(0, Of([Peer.Parse("10.0.0.1")]).OwnersOf("key", []));
    }

    private static readonly string LongKey = new('k', 3000);

    private static PeerSnapshot Seen(string self, params string[] members) => new Membership.Rules(self: self).Found(string.Join(' ', members)).Now;

    private static PeerSnapshot Of(IEnumerable<Peer> members) => new([]) { IsResolved = true, Members = [.. members] };
}
