namespace HeadlessDiscovery.Tests;

public sealed class PeerTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1:5000", "10.0.0.1:5000")]
    [InlineData("fd00::1", "[fd00::1]")]
    [InlineData("[fd00::1]", "[fd00::1]")]
    [InlineData("fe80::1%1", "[fe80::1]")]
    [InlineData("[fd00::1]:5000", "[fd00::1]:5000")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    public void Text_is_read_back(string text, string printed)
    {
        Assert.Equal(printed, Peer.Parse(text).ToString());
        Assert.Equal(Peer.Parse(text), Peer.Parse(printed));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.1:5000")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1%1")]
    [InlineData("[fd00::1]:5000")]
    public void A_peer_in_a_string_is_the_authority_of_a_URI(string text)
    {
        var peer = Peer.Parse(text);
        var uri = new Uri($"http://{peer}/load");
        Assert.Equal((peer.ToHostString(), peer.Port ?? 80), (uri.Host, uri.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":5000")]
    [InlineData("10.1")]
    [InlineData("10.0.0.0x1")]
    [InlineData("10.0.0.0001")]
    [InlineData("0x0a000001")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.1:65536")]
    [InlineData("10.0.0.1:")]
    [InlineData("10.0.0.1:+5")]
    [InlineData("[fd00::1]5000")]
    [InlineData("[fd00::1")]
    [InlineData("peer.example")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => Peer.Parse(text));

    [Fact]
    public void Identity_is_address_and_port_and_not_host_name_or_scope()
    {
        Assert.Equal(new Peer(System.Net.IPAddress.Parse("10.0.0.1"), 1, "a"), Peer.Parse("10.0.0.1:1"));
        Assert.NotEqual(Peer.Parse("10.0.0.1"), Peer.Parse("10.0.0.1:1"));
        Assert.Equal(Peer.Parse("fe80::1%1"), Peer.Parse("fe80::1"));
        Assert.Equal(Peer.Parse("fe80::1%1").GetHashCode(), Peer.Parse("fe80::1").GetHashCode());
    }

    [Fact]
    public void Peers_sort_by_family_then_bytes_then_port()
    {
        string[] sorted = ["9.0.0.1", "10.0.0.1", "10.0.0.1:5", "10.0.0.2", "fd00::1", "fd00::2"];
        Assert.Equal(sorted, sorted.Reverse().Select(Peer.Parse).Order().Select(p => p.Address.ToString().Contains(':', StringComparison.Ordinal) ? p.Address.ToString() : p.ToString()));
    }

    [Fact]
    public void A_host_string_has_brackets_and_no_scope()
    {
        Assert.Equal("[fe80::1]", Peer.Parse("fe80::1%1").ToHostString());
        Assert.Equal("10.0.0.1", Peer.Parse("10.0.0.1").ToHostString());
    }

    [Fact]
    public void The_operators_follow_the_order()
    {
        var (first, second, again) = (Peer.Parse("10.0.0.1"), Peer.Parse("10.0.0.2"), Peer.Parse("10.0.0.1"));
        Assert.Equal((true, true, false, false), (first < second, first <= second, first > second, first >= second));
        Assert.Equal((false, false, true, true), (second < first, second <= first, second > first, second >= first));
        Assert.Equal((false, true, false, true), (first < again, first <= again, first > again, first >= again));
        Assert.Equal((true, true, false, false), (null < first, null <= first, null > first, null >= first));
        Assert.Equal((false, false, true, true), (first < null, first <= null, first > null, first >= null));
        Assert.Equal((true, false, false, true), (first == again, first != again, first == second, first != second));
    }

    [Fact]
    public void Null_is_refused_by_its_name()
    {
        Assert.Throws<ArgumentNullException>("address", () => new Peer(null!));
        Assert.Throws<ArgumentNullException>("text", () => Peer.Parse(null!));
        Assert.Throws<ArgumentNullException>("previous", () => new PeerChange(null!, PeerSnapshot.Unresolved));
        Assert.Throws<ArgumentNullException>("current", () => new PeerChange(PeerSnapshot.Unresolved, null!));
        Assert.Throws<ArgumentNullException>("peers", () => new PeerSnapshot(null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65535)]
    public void The_first_and_the_last_port_are_ports(int port) => Assert.Equal(port, new Peer(System.Net.IPAddress.Loopback, port).Port);

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_beyond_them_is_refused(int port) => Assert.Throws<ArgumentOutOfRangeException>(nameof(port), () => new Peer(System.Net.IPAddress.Loopback, port));
}
