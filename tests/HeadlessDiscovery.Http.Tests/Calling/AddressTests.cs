using System.Net;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class AddressTests
{
    [Theory]
    [InlineData("/load", "10.0.0.1:5000", "http://10.0.0.1:5000/load", "orders:5000")]
    [InlineData("load?of=cpu", "10.0.0.1:5000", "http://10.0.0.1:5000/load?of=cpu", "orders:5000")]
    [InlineData("?of=cpu", "10.0.0.1:5000", "http://10.0.0.1:5000/?of=cpu", "orders:5000")]
    [InlineData("", "10.0.0.1:80", "http://10.0.0.1/", "orders")]
    [InlineData("/load", "10.0.0.1", "http://10.0.0.1/load", "orders")]
    [InlineData("/load", "[fd00::1]:5000", "http://[fd00::1]:5000/load", "orders:5000")]
    [InlineData("/load", "fd00::1", "http://[fd00::1]/load", "orders")]
    [InlineData("/a%2Fb", "10.0.0.1", "http://10.0.0.1/a%2Fb", "orders")]
    public void The_address_is_in_the_URI_and_the_service_is_the_host(string path, string peer, string uri, string host)
    {
        var message = Addressed(path, peer);
        Assert.Equal(uri, message.RequestUri!.AbsoluteUri);
        Assert.Equal(host, message.Headers.Host);
    }

    [Theory]
    [InlineData(null, null, "10.0.0.1:5000", "https://10.0.0.1:5000/", "orders:5000")]
    [InlineData(null, 443, "10.0.0.1:5000", "https://10.0.0.1/", "orders")]
    [InlineData(null, 8443, "10.0.0.1", "https://10.0.0.1:8443/", "orders:8443")]
    [InlineData("orders.shop.svc", null, "10.0.0.1", "https://10.0.0.1/", "orders.shop.svc")]
    public void The_port_of_the_options_wins_and_that_of_the_scheme_goes_without_saying(string? name, int? port, string peer, string uri, string host)
    {
        var message = Addressed("/", peer, new PeerHttpClientOptions { Scheme = "https", Port = port }, name ?? "orders");
        Assert.Equal(uri, message.RequestUri!.AbsoluteUri);
        Assert.Equal(host, message.Headers.Host);
    }

    [Theory]
    [InlineData("10.0.0.1:5000", "10.0.0.1:5000")]
    [InlineData("[fd00::1]:5000", "[fd00::1]:5000")]
    [InlineData("fd00::1", "[fd00::1]")]
    public void Without_a_name_the_host_is_the_address(string peer, string host) =>
        Assert.Equal(host, Addressed("/", peer, new PeerHttpClientOptions(), hostName: null).Headers.Host);

    [Theory]
    [InlineData("http://10.0.0.1:5000/load")]
    [InlineData("https://elsewhere/load")]
    [InlineData("//elsewhere/load")]
    [InlineData("\\\\elsewhere\\load")]
    [InlineData("file:///etc/passwd")]
    public void A_request_that_names_a_host_is_refused(string uri)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Addressed(uri, "10.0.0.1:5000"));
        Assert.Contains($"'{uri}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("/load", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_request_says_for_itself_stays()
    {
        var message = new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Headers = { Host = "mine" } };
        new PeerAuthority(new PeerHttpClientOptions(), "orders").Address(message, Peer.Parse("10.0.0.1"));
        Assert.Equal(("mine", HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact), (message.Headers.Host, message.Version, message.VersionPolicy));
    }

    [Fact]
    public void What_it_does_not_say_is_that_of_the_options()
    {
        var message = Addressed("/", "10.0.0.1", new PeerHttpClientOptions { Version = HttpVersion.Version30, VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher });
        Assert.Equal((HttpVersion.Version30, HttpVersionPolicy.RequestVersionOrHigher), (message.Version, message.VersionPolicy));
    }

    private static HttpRequestMessage Addressed(string path, string peer, PeerHttpClientOptions? options = null, string? hostName = "orders")
    {
        var message = new HttpRequestMessage(HttpMethod.Get, path);
        new PeerAuthority(options ?? new PeerHttpClientOptions(), hostName).Address(message, Peer.Parse(peer));
        return message;
    }
}
