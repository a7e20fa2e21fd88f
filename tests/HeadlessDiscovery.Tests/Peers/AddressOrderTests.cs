using System.Net;

namespace HeadlessDiscovery.Tests.Peers;

public sealed class AddressOrderTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Sorting_gives_the_distinct_addresses_in_the_one_order(int seed, bool bothFamilies)
    {
        var random = new Random(seed);
        for (var length = 0; length < 300; length++)
        {
            var addresses = Enumerable.Range(0, length).Select(_ => Any(random, bothFamilies)).ToArray();
            var expected = addresses.Select(Key).Distinct().Order(StringComparer.Ordinal).ToArray();
            var distinct = AddressOrder.SortDistinct(addresses);
            Assert.Equal(expected, addresses[..distinct].Select(Key));
        }
    }

    [Theory]
    [InlineData("10.0.0.9", "10.0.0.10")]
    [InlineData("9.255.255.255", "10.0.0.0")]
    [InlineData("127.255.255.255", "128.0.0.0")]
    [InlineData("255.255.255.255", "::")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.2")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.2")]
    [InlineData("fd00::1", "fd00::100")]
    public void An_address_sorts_before_another_one(string first, string second)
    {
        var (left, right) = (IPAddress.Parse(first), IPAddress.Parse(second));
        Assert.True(AddressOrder.Compare(left, right) < 0);
        Assert.True(AddressOrder.Compare(right, left) > 0);
        Assert.True(AddressOrder.Compare(left, right.GetAddressBytes()) < 0);
        Assert.True(AddressOrder.Compare(right, left.GetAddressBytes()) > 0);
    }

    // Few values, so that some come twice; of both families, an IPv4 address may come in its mapped form.
    private static IPAddress Any(Random random, bool bothFamilies)
    {
        IPAddress v4 = new([(byte)random.Next(256), 0, 0, (byte)random.Next(4)]);
        return (bothFamilies ? random.Next(3) : 0) switch
        {
            0 => v4,
            1 => v4.MapToIPv6(),
            _ => new([0xfd, (byte)random.Next(256), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(4)]),
        };
    }

    private static string Key(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return $"{bytes.Length:00} {Convert.ToHexString(bytes)}";
    }

    [Fact]
    public void Addresses_that_are_not_the_same_have_other_hash_codes()
    {
        IPAddress[] addresses = [.. Enumerable.Range(0, 256).SelectMany(last => (IPAddress[])[new([10, 0, 0, (byte)last]), IPAddress.Parse($"fd00::{last:x}")])];
        Assert.InRange(addresses.Select(AddressOrder.Hash).Distinct().Count(), 500, 512);
    }
}
