using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Tests.Transport.Wire;

/// <summary>Which object an address of a message is: that of the peer that has it, and never another peer's.</summary>
public sealed class KnownAddressesTests
{
    private static readonly ImmutableArray<Peer> Peers =
        [.. Parse("10.0.0.2", "10.0.0.4", "10.0.0.9", "10.0.1.0", "fd00::2", "fd00::4", "fd00:1::").Order(AddressOrder.Comparer).Select(address => new Peer(address))];

    [Fact]
    public void A_known_address_is_the_same_object_in_whatever_order_they_come() => NonEmpty.All(Peers, first => NonEmpty.All(Peers, second =>
    {
        var known = new KnownAddresses(Peers);

        Assert.Same(first.Address, known.Of(first.Address.GetAddressBytes()));
        Assert.Same(second.Address, known.Of(second.Address.GetAddressBytes()));
        Assert.Same(first.Address, known.Of(first.Address.GetAddressBytes()));
    }));

    [Fact]
    public void An_address_that_is_not_known_is_read_from_its_bytes_after_whichever_peer_it_comes() => NonEmpty.All(Peers, before =>
        NonEmpty.All(Parse("1.0.0.0", "10.0.0.1", "10.0.0.3", "10.0.0.5", "10.0.0.255", "255.0.0.1", "::1", "::ffff:10.0.0.4", "fd00::1", "fd00::3", "fd00::5", "ff00::"), unknown =>
        {
            var known = new KnownAddresses(Peers);
            known.Of(before.Address.GetAddressBytes());

            Assert.Equal(unknown, known.Of(unknown.GetAddressBytes()));
        }));

    [Fact]
    public void Without_peers_an_address_is_read_from_its_bytes() =>
        Assert.Equal(IPAddress.Parse("10.0.0.1"), new KnownAddresses([]).Of([10, 0, 0, 1]));

    private static IEnumerable<IPAddress> Parse(params string[] addresses) => addresses.Select(IPAddress.Parse);
}
