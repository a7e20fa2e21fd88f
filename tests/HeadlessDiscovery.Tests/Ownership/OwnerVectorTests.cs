using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests.Ownership;

/// <summary>Owners are a contract between pods of different versions and programs in other languages. The figures were made with libxxhash, not with this library.</summary>
public sealed partial class OwnerVectorTests
{
    private static readonly PeerSnapshot Four = Members("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5");
    private static readonly PeerSnapshot Six = Members("fd00::1", "fd00::2", "fd00::3");

    [Fact]
    public void Each_row_of_the_page_is_what_the_library_answers()
    {
        var rows = Rows().Matches(Repository.Read("docs/ownership.md"));
        Assert.Equal(9, rows.Count);
        foreach (Match row in rows)
        {
            var key = Key(row.Groups["key"].Value);
            Assert.Equal(row.Groups["hash"].Value, OwnerTable.Hash(key).ToString("x16", CultureInfo.InvariantCulture));
            var owners = row.Groups["owners"].Value.Split(' ');
            for (var count = 1; count <= 5; count++)
            {
                Assert.Equal(owners.Take(count), Four.OwnersOf(key, count).Select(owner => $".{owner.Address.GetAddressBytes()[3]}"));
            }
        }
    }

    [Theory]
    [InlineData("", "fd00::3 fd00::1 fd00::2")]
    [InlineData("a", "fd00::2 fd00::1 fd00::3")]
    [InlineData("order:1", "fd00::1 fd00::2 fd00::3")]
    [InlineData("order:2", "fd00::1 fd00::3 fd00::2")]
    [InlineData("price:4711", "fd00::1 fd00::3 fd00::2")]
    [InlineData("könig", "fd00::3 fd00::1 fd00::2")]
    public void An_IPv6_address_counts_by_its_sixteen_bytes(string key, string owners) =>
        Assert.Equal(owners, string.Join(' ', Six.OwnersOf(key, 3).Select(owner => owner.Address)));

    [Theory]
    [InlineData("", "5002 5001 - 5003")]
    [InlineData("a", "5003 - 5002 5001")]
    [InlineData("order:1", "5003 5001 5002 -")]
    [InlineData("order:2", "5003 5002 5001 -")]
    [InlineData("price:4711", "- 5001 5002 5003")]
    [InlineData("könig", "5003 5002 - 5001")]
    public void Among_members_with_one_address_the_port_decides(string key, string ports) => Assert.Equal(
        ports,
        string.Join(' ', Members("127.0.0.1:5001", "127.0.0.1:5002", "127.0.0.1:5003", "127.0.0.1").OwnersOf(key, 9).Select(owner => owner.Port?.ToString(CultureInfo.InvariantCulture) ?? "-")));

    [Fact]
    public void A_thousand_keys_have_the_owners_that_another_implementation_gives_them()
    {
        var owners = string.Concat(Enumerable.Range(0, 1000).Select(n => Four.Members.IndexOf(Four.OwnerOf($"key-{n}")!)));
        Assert.Equal("4bdc41ea6da4e7bfb7c85aeba6314590489187706a45d1442f8ebe48f13fa376", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(owners))));
    }

    [Fact]
    public void A_text_is_its_UTF_8_bytes_however_long_it_is()
    {
        foreach (var length in (int[])[0, 1, 3, 16, 17, 127, 128, 129, 240, 241, 4000])
        {
            var text = string.Concat(Enumerable.Repeat("aö价😀", (length / 5) + 1))[..length];
            Assert.Equal(OwnerTable.Hash(Encoding.UTF8.GetBytes(text)), OwnerTable.Hash(text));
            Assert.Equal(Four.OwnersOf(Encoding.UTF8.GetBytes(text), 5), Four.OwnersOf(text, 5));
            Assert.Equal(Four.OwnerOf(Encoding.UTF8.GetBytes(text)), Four.OwnerOf(text));
        }
    }

    [Fact]
    public void An_unpaired_surrogate_counts_as_the_replacement_character() =>
        Assert.Equal(OwnerTable.Hash("a\uFFFDb"), OwnerTable.Hash("a\uD83Db"));

    private static PeerSnapshot Members(params string[] peers) => new([]) { IsResolved = true, Members = [.. peers.Select(Peer.Parse)] };

    private static byte[] Key(string cell) => cell switch
    {
        "(empty)" => [],
        "1,000 x" => Encoding.UTF8.GetBytes(new string('x', 1000)),
        _ when cell.StartsWith("bytes ", StringComparison.Ordinal) => Convert.FromHexString(cell[6..].Replace(" ", string.Empty, StringComparison.Ordinal)),
        _ => Encoding.UTF8.GetBytes(cell),
    };

    [GeneratedRegex(@"^(?<key>\S.*?) +(?<hash>[0-9a-f]{16}) +(?<owners>\.[1-5](?: \.[1-5]){4})$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
