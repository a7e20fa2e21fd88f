using System.Net;
using CsCheck;

namespace HeadlessDiscovery.Tests.Ownership;

/// <summary>What holds for all members and all keys: rendezvous hashing moves no key that need not move.</summary>
public sealed class OwnerPropertyTests
{
    private static readonly Gen<Peer> AnyPeer = Gen.Select(Gen.Bool, Gen.Byte, Gen.Byte, Gen.Int[0, 3]).Select((isFour, high, low, port) =>
        new Peer(new IPAddress(isFour ? [10, 0, high, low] : [0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, high, low]), port == 0 ? null : 5000 + port));

    private static readonly Gen<Peer[]> OneFamily = Gen.Select(AnyPeer.Array[1, 40], Gen.Bool).Select((any, isFour) =>
        any.Where(peer => peer.Address.GetAddressBytes().Length == (isFour ? 4 : 16)).Append(Peer.Parse(isFour ? "10.9.9.9" : "fd00::9999")).ToArray());

    private static readonly Gen<byte[][]> Keys = Gen.Byte.Array[0, 40].Array[1, 40];

    [Fact]
    public void Only_the_keys_of_a_member_that_leaves_move_and_each_to_its_next_owner() =>
        Gen.Select(OneFamily, Gen.Int[0, 1000], Keys).Sample((members, index, keys) =>
        {
            var before = Of(members);
            var left = before.Members[index % before.Members.Length];
            var after = Of(before.Members.Remove(left));
            var change = new PeerChange(before, after);
            foreach (var key in keys)
            {
                var owners = before.OwnersOf(key, 2);
                Assert.Equal(owners[0] == left ? owners.ElementAtOrDefault(1) : owners[0], after.OwnerOf(key));
                Assert.Equal(owners[0] == left, change.MoveOf(key) != OwnershipMove.None);
            }
        }, iter: 2000, threads: 1);

    [Fact]
    public void The_keys_that_move_when_a_member_joins_all_move_to_it() =>
        Gen.Select(OneFamily, Keys).Sample((members, keys) =>
        {
            var joined = new Peer(IPAddress.Parse(members[^1].Address.GetAddressBytes().Length == 4 ? "10.8.8.8" : "fd00::8888"));
            var (before, after) = (Of(members), Of(members.Append(joined)));
            NonEmpty.All(keys, key => Assert.Contains(after.OwnerOf(key), (Peer?[])[before.OwnerOf(key), joined]));
        }, iter: 2000, threads: 1);

    [Fact]
    public void Owners_are_different_members_of_one_family_and_each_longer_list_begins_with_the_shorter() =>
        Gen.Select(AnyPeer.Array[0, 80], Gen.Int[0, 100], Keys).Sample((members, count, keys) =>
        {
            var seen = Of(members);
            foreach (var key in keys)
            {
                var owners = seen.OwnersOf(key, count);
                Assert.Equal(owners.Length, owners.Distinct().Count());
                Assert.All(owners, owner => Assert.Contains(owner, seen.Members));
                Assert.True(owners.Select(owner => owner.Address.AddressFamily).Distinct().Count() <= 1);
                Assert.Equal(owners, seen.OwnersOf(key, 200).Take(count));
                Assert.Equal(seen.OwnerOf(key), seen.OwnersOf(key, 1).FirstOrDefault());
                var own = new Peer[count];
                Assert.Equal(owners, own.Take(seen.OwnersOf(key, own)));
            }
        }, iter: 500, threads: 1);

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    public void Each_of_n_members_owns_about_one_nth_and_that_much_moves_when_one_joins(int count)
    {
        const int Keys = 20_000;
        var before = Of(Enumerable.Range(1, count).Select(n => new Peer(new IPAddress([10, 244, 1, (byte)n]))));
        var joined = new Peer(new IPAddress([10, 244, 2, 1]));
        var after = Of(before.Members.Add(joined));
        var owned = after.Members.ToDictionary(member => member, _ => 0);
        var moved = 0;
        for (var key = 0; key < Keys; key++)
        {
            var owner = after.OwnerOf($"order:{key}")!;
            owned[owner]++;
            moved += owner == before.OwnerOf($"order:{key}") ? 0 : 1;
        }

        // Six standard deviations of what chance does to so many keys.
        var share = (double)Keys / (count + 1);
        var most = 6 * Math.Sqrt(share);
        NonEmpty.All(owned.Values, keys => Assert.InRange(keys, share - most, share + most));
        Assert.Equal(owned[joined], moved);
    }

    private static PeerSnapshot Of(IEnumerable<Peer> members) => new([]) { IsResolved = true, Members = [.. members] };
}
