using Grpc.Core;
using Grpc.Net.Client;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class TlsTests : SafetyNet
{
    [Theory]
    [InlineData("127.0.23.1")]
    [InlineData("::1")]
    public async Task A_pod_is_called_by_its_address_and_for_the_name_of_its_service(string address)
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await GrpcPod.StartAsync(address, certificate: certificate.Certificate);
        await using var orders = new OrdersChannel(fake => fake.Set([pod.Peer]), options: Secure(certificate));
        var answer = await orders.Client.WhoAsync(new Question(), cancellationToken: Token);
        Assert.Equal(($"orders:{pod.Peer.Port}", "orders"), (answer.Authority, answer.Sni));
    }

    [Fact]
    public async Task Without_the_name_the_same_call_fails_on_the_certificate()
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await GrpcPod.StartAsync("127.0.23.1", certificate: certificate.Certificate);
        await using var orders = new OrdersChannel(services: services => services.AddFakeHeadlessPeers("no host name", fake => fake.Set([pod.Peer])), options: Secure(certificate), address: "headless:///no%20host%20name");
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await orders.Client.WhoAsync(new Question(), cancellationToken: Token));
        Assert.Contains("RemoteCertificateNameMismatch", refused.Status.DebugException!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_on_the_certificate_may_differ_from_that_of_the_service()
    {
        using var certificate = new ServiceCertificate("orders.shop.svc");
        await using var pod = await GrpcPod.StartAsync("127.0.23.1", certificate: certificate.Certificate);
        await using var orders = new OrdersChannel(
            fake => fake.Set([new Peer(pod.Peer.Address)]),
            services => services.AddHeadlessGrpcResolver("orders", options => (options.HostName, options.Port) = ("orders.shop.svc", pod.Peer.Port)),
            Secure(certificate));
        Assert.Equal("orders.shop.svc", (await orders.Client.WhoAsync(new Question(), cancellationToken: Token)).Sni);
    }

    [Fact]
    public async Task Without_TLS_the_name_of_the_service_is_the_authority()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.23.1");
        await using var orders = new OrdersChannel(fake => fake.Set([pod.Peer]), services => services.Configure<HeadlessPeersOptions>("orders", peers => peers.ServiceName = "orders-headless.shop.svc."));
        Assert.Equal($"orders-headless.shop.svc:{pod.Peer.Port}", (await orders.Client.WhoAsync(new Question(), cancellationToken: Token)).Authority);
    }

    [Fact]
    public async Task A_pod_with_the_certificate_of_another_service_fails_alone()
    {
        using var ours = new ServiceCertificate("orders");
        using var theirs = new ServiceCertificate("billing");
        await using var good = await GrpcPod.StartAsync("127.0.23.1", certificate: ours.Certificate);
        await using var stranger = await GrpcPod.StartAsync("127.0.23.2", certificate: theirs.Certificate);
        await using var orders = new OrdersChannel(fake => fake.Set([good.Peer]), options: Secure(ours, theirs));
        await orders.UntilAnsweredByAsync(Token, good);
        orders.Peers.Set([good.Peer, stranger.Peer]);
        var refused = 0;
        var answered = 0;
        while (refused < 3 || answered < 3)
        {
            try
            {
                Assert.Equal(good.Peer.ToString(), (await orders.Client.WhoAsync(new Question(), cancellationToken: Token)).Pod);
                answered++;
            }
            catch (RpcException error) when (error.StatusCode != StatusCode.Cancelled)
            {
                Assert.Contains("RemoteCertificateNameMismatch", error.Status.DebugException!.ToString(), StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.Equal(0, stranger.Asked);
    }

    private static Action<GrpcChannelOptions> Secure(params ServiceCertificate[] certificates) => channel =>
    {
        var trust = certificates[0].Trust();
        foreach (var more in certificates.Skip(1))
        {
            trust.CertificateChainPolicy!.CustomTrustStore.Add(more.Certificate);
        }

        channel.Credentials = ChannelCredentials.SecureSsl;
        channel.HttpHandler = new SocketsHttpHandler { SslOptions = trust };
    };
}
