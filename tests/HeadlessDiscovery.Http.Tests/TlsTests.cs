using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using HeadlessDiscovery.Tests;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Http.Tests;

public sealed class TlsTests : SafetyNet
{
    [Theory]
    [InlineData("127.0.0.1", HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData("127.0.0.1", HttpProtocols.Http2, "HTTP/2")]
    [InlineData("127.0.0.1", HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData("::1", HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData("::1", HttpProtocols.Http2, "HTTP/2")]
    public async Task A_pod_is_reached_by_its_address_and_checked_by_the_name_of_the_service(string address, HttpProtocols protocols, string expected)
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await Pod.StartAsync(Describe, address, protocols, certificate.Certificate);
        await using var client = new Client([pod.Peer], options => options.Scheme = "https", Trusting(certificate));
        var replies = await client.GetAsync(Token);
        Assert.Equal($"{expected} host=orders:{pod.Peer.Port} sni=orders at {IPAddress.Parse(address)}", Assert.Single(replies.Succeeded).Value);
    }

    [Fact]
    public async Task Without_the_name_as_host_the_same_call_fails_on_the_name()
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await Pod.StartAsync(Describe, certificate: certificate.Certificate);
        using var handler = new SocketsHttpHandler { SslOptions = certificate.Trust() };
        using var plain = new HttpClient(handler);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"https://{pod.Peer}/"), Token));
        Assert.IsType<AuthenticationException>(refused.InnerException);
        AssertOtherName(refused);
    }

    [Fact]
    public async Task A_pod_with_the_certificate_of_another_service_fails_alone_and_is_not_unreachable()
    {
        using var ours = new ServiceCertificate("orders");
        using var theirs = new ServiceCertificate("billing");
        await using var good = await Pod.StartAsync(Describe, certificate: ours.Certificate);
        await using var stranger = await Pod.StartAsync(Describe, certificate: theirs.Certificate);
        var asked = 0;
        await using var client = new Client([good.Peer, stranger.Peer], options => options.Scheme = "https", Trusting(ours, theirs));
        var replies = await client.Http.SendAllAsync(
            peer =>
            {
                Interlocked.Add(ref asked, peer == stranger.Peer ? 1 : 0);
                return Client.Get(peer);
            },
            Client.Text,
            cancellationToken: Token);
        Assert.Equal(good.Peer, Assert.Single(replies.Succeeded).Peer);
        var error = Assert.IsType<HttpRequestException>(Assert.Single(replies.Failed).Error);
        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
        AssertOtherName(error);
        Assert.Empty(client.Peers.ReportedUnreachable);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_pod_that_accepts_and_never_shakes_hands_is_timed_out_by_the_connection()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        // No other limit than that of the connection: only it can end the call.
        await using var client = new Client([Peer.Parse(silent.LocalEndpoint.ToString()!)], options =>
        {
            options.Scheme = "https";
            options.ConnectTimeout = TimeSpan.FromMilliseconds(200);
            options.PerPeerTimeout = Timeout.InfiniteTimeSpan;
        });
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(await client.GetAsync(Token)).Status);
        Assert.Single(client.Peers.ReportedUnreachable);
    }

    [Fact]
    public async Task A_pod_without_HTTP_3_is_called_by_what_it_has()
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await Pod.StartAsync(Describe, protocols: HttpProtocols.Http1AndHttp2, certificate: certificate.Certificate);
        await using var client = new Client([pod.Peer], options => (options.Scheme, options.Version) = ("https", HttpVersion.Version30), Trusting(certificate));
        Assert.StartsWith("HTTP/2 host=orders:", Assert.Single((await client.GetAsync(Token)).Succeeded).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_certificate_may_change_and_the_next_connection_shows_the_new_one()
    {
        using var certificate = new ServiceCertificate("orders");
        using var before = new ServiceCertificate("caller");
        using var after = new ServiceCertificate("caller");
        var current = before;
        await using var pod = await Pod.StartAsync(context => context.Response.WriteAsync(context.Connection.ClientCertificate!.Thumbprint), certificate: certificate.Certificate);
        await using var client = new Client([pod.Peer], options => options.Scheme = "https", http => http.UseSocketsHttpHandler((handler, _) =>
        {
            // A lifetime of zero makes each call a connection.
            handler.PooledConnectionLifetime = TimeSpan.Zero;
            handler.SslOptions = certificate.Trust();
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => current.Certificate;
        }));
        Assert.Equal(before.Certificate.Thumbprint, Assert.Single(await client.GetAsync(Token)).Value);
        current = after;
        Assert.Equal(after.Certificate.Thumbprint, Assert.Single(await client.GetAsync(Token)).Value);
    }

    [Fact]
    public async Task HTTP_2_without_TLS_has_the_name_of_the_service_as_authority()
    {
        await using var pod = await Pod.StartAsync(Describe, protocols: HttpProtocols.Http2);
        await using var client = new Client([pod.Peer], options => options.VersionPolicy = HttpVersionPolicy.RequestVersionExact);
        var replies = await client.GetAsync(Token);
        Assert.Equal($"HTTP/2 host=orders:{pod.Peer.Port} sni= at 127.0.0.1", Assert.Single(replies.Succeeded).Value);
    }

    [Fact]
    public async Task The_scope_of_an_address_connects_and_is_not_sent()
    {
        await using var pod = await Pod.StartAsync(Describe, "::1");
        var scoped = new Peer(new IPAddress(IPAddress.IPv6Loopback.GetAddressBytes(), 1), pod.Peer.Port);
        Assert.EndsWith("%1", scoped.Address.ToString(), StringComparison.Ordinal);
        await using var client = new Client([scoped], options => options.HostName = null);
        var sent = await client.GetAsync(Token);
        Assert.Equal($"HTTP/1.1 host=orders:{pod.Peer.Port} sni= at ::1", Assert.Single(sent.Succeeded).Value);
    }

    // .NET 11 puts one more exception between the call's and the one that says what is wrong.
    private static void AssertOtherName(HttpRequestException error) =>
        Assert.Contains("RemoteCertificateNameMismatch", error.GetBaseException().Message, StringComparison.Ordinal);

    private static Action<IHttpClientBuilder> Trusting(params ServiceCertificate[] certificates) => http => http.UseSocketsHttpHandler((handler, _) =>
    {
        handler.SslOptions = certificates[0].Trust();
        foreach (var more in certificates.Skip(1))
        {
            handler.SslOptions.CertificateChainPolicy!.CustomTrustStore.Add(more.Certificate);
        }
    });

    private static Task Describe(HttpContext context) => context.Response.WriteAsync(
        $"{context.Request.Protocol} host={context.Request.Host} sni={Indicated(context)} at {context.Connection.LocalIpAddress}");

    private static object? Indicated(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items.TryGetValue(Pod.NameIndicated, out var name) ? name : null;
}
