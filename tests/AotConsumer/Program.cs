using HeadlessDiscovery;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Serialization;
using Grpc.Core;
using Grpc.Net.Client;
using HeadlessDiscovery.Grpc;
using HeadlessDiscovery.Http;
using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

// An application as a user writes it, from the packages, compiled ahead of time: every step must behave as in a JIT process.
using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
var cancel = deadline.Token;

await using var server = await HeadlessServiceServer.StartAsync("orders-headless", options => options.Ttl = TimeSpan.FromSeconds(1), cancel);
server.AddPod("orders-0", "10.244.0.1");
server.AddPod("orders-1", "10.244.0.2");

var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
{
    ["Orders:ServiceName"] = "orders-headless",
    ["Orders:Port"] = "7000",
    ["Orders:Membership"] = "Client",
    ["Orders:RemovalConfirmations"] = "1",
    ["Orders:MassRemovalHold"] = "00:00:00",
    ["Orders:MinRefreshInterval"] = "00:00:00.050",
    ["Orders:NameServers:0"] = server.NameServer,
    ["Orders:ResolvConfPath"] = server.ResolvConfPath,
    ["Http:HostName"] = "orders",
    ["Http:PerPeerTimeout"] = "00:00:30",
}).Build();

var services = new ServiceCollection();
services.AddHeadlessPeers("orders", configuration.GetSection("Orders"));
services.AddHeadlessPeers("orders-srv", options =>
{
    server.Configure(options);
    options.ServiceName = "orders-headless";
    options.PortName = "peer";
});

// A pod with one answer, which says whom it was asked for: a socket, because this application has no web server.
using var pod = new TcpListener(IPAddress.Loopback, 0);
pod.Start();
_ = ServeAsync(pod);
services.AddHeadlessPeers("http", options => options.StaticPeers.Add(pod.LocalEndpoint.ToString()!));
services.AddPeerHttpClient("http", configuration.GetSection("Http"));

// The same pod, by the name of its service.
services.AddSingleton<IConfiguration>(configuration);
services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider();
services.AddHttpClient("discovered").AddServiceDiscovery();
await using var provider = services.BuildServiceProvider();
var orders = provider.GetRequiredKeyedService<IPeerResolver>("orders");
var named = provider.GetRequiredKeyedService<IPeerResolver>("orders-srv");

var first = await orders.GetPeersAsync(cancel);
Expect("bound from configuration, and resolved", first, "10.244.0.1:7000, 10.244.0.2:7000");
Check("owners of two keys", $"{first.OwnerOf("order:1")}, {first.OwnerOf("order:5")}", "10.244.0.1:7000, 10.244.0.2:7000");

var srv = await named.GetPeersAsync(cancel);
Expect("SRV ports", srv, "10.244.0.1:5000, 10.244.0.2:5000");
Check("SRV host name", srv[0].HostName, "orders-0.orders-headless.default.svc.cluster.local");

await using var changes = orders.WatchAsync(cancel).GetAsyncEnumerator(cancel);
await changes.MoveNextAsync();
Expect("the stream begins with what is known", changes.Current.Current, "10.244.0.1:7000, 10.244.0.2:7000");

var third = server.AddPod("10.244.0.3");
await changes.MoveNextAsync();
Check("added", string.Join(", ", changes.Current.Added), "10.244.0.3:7000");

third.Remove();
await changes.MoveNextAsync();
Check("removed", string.Join(", ", changes.Current.Removed), "10.244.0.3:7000");

var last = await orders.RefreshAsync(cancel);
Expect("refreshed", last, "10.244.0.1:7000, 10.244.0.2:7000");

var replies = await provider.GetRequiredKeyedService<PeerHttpClient>("http").GetFromJsonAllAsync("/", Json.Default.Answer, cancellationToken: cancel);
Check("JSON over HTTP", string.Join(", ", replies.Select(reply => reply.Value?.AskedFor ?? reply.ToString())), "orders");

using var discovered = provider.GetRequiredService<IHttpClientFactory>().CreateClient("discovered");
Check("service discovery", await discovered.GetStringAsync(new Uri("https+http://http/"), cancel), "{\"AskedFor\":\"http\"}");

// A proxy in front of the same pod.
var proxied = WebApplication.CreateSlimBuilder();
proxied.Logging.ClearProviders();
proxied.WebHost.UseUrls("http://127.0.0.1:0");
proxied.Services.AddHeadlessPeers("http", options => options.StaticPeers.Add(pod.LocalEndpoint.ToString()!));
proxied.Services.AddReverseProxy()
    .LoadFromMemory(
        [new RouteConfig { RouteId = "http", ClusterId = "http", Match = new RouteMatch { Path = "{**rest}" } }],
        [new ClusterConfig { ClusterId = "http", Destinations = new Dictionary<string, DestinationConfig> { ["pods"] = new() { Address = "http://http/" } } }])
    .AddHeadlessPeers();
await using var proxy = proxied.Build();
proxy.MapReverseProxy();
await proxy.StartAsync(cancel);
using var client = new HttpClient();
Check("proxy", await client.GetStringAsync(new Uri(proxy.Urls.Single()), cancel), "{\"AskedFor\":\"http\"}");

await CheckGrpcAsync(cancel);

Console.WriteLine($"consumer ok: {string.Join(", ", last)}");
return 0;

static async Task ServeAsync(TcpListener pod)
{
    while (true)
    {
        using var connection = await pod.AcceptTcpClientAsync();
        var request = new byte[4096];
        var text = Encoding.ASCII.GetString(request, 0, await connection.GetStream().ReadAsync(request));
        var host = text.Split("\r\n").Single(line => line.StartsWith("Host: ", StringComparison.Ordinal))["Host: ".Length..].Split(':')[0];
        var body = $"{{\"AskedFor\":\"{host}\"}}";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }
}

// Two pods that answer whom they were asked for, in the framing of gRPC by hand: generated code is the application's own.
static async Task CheckGrpcAsync(CancellationToken cancel)
{
    await using var one = await GrpcPodAsync("127.0.0.1", cancel);
    await using var two = await GrpcPodAsync("127.0.0.2", cancel);
    var services = new ServiceCollection();
    services.AddHeadlessPeers("grpc", options =>
    {
        options.StaticPeers.Add(new Uri(one.Urls.Single()).Authority);
        options.StaticPeers.Add(new Uri(two.Urls.Single()).Authority);
    });
    services.AddHeadlessGrpcResolver("grpc", options => options.HostName = "orders");
    services.AddPeerGrpcClient("grpc", options => options.HostName = "orders");
    await using var provider = services.BuildServiceProvider();
    var who = new Method<string, string>(MethodType.Unary, "orders.Orders", "Who", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    using var channel = GrpcChannel.ForAddress("headless:///grpc", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure, ServiceProvider = provider });
    var answered = new SortedSet<string>(StringComparer.Ordinal);
    while (answered.Count < 2)
    {
        answered.Add(await channel.CreateCallInvoker().AsyncUnaryCall(who, null, new CallOptions(cancellationToken: cancel), "?"));
    }

    Check("gRPC, round robin", string.Join(", ", answered), "orders at 127.0.0.1, orders at 127.0.0.2");

    var all = await provider.GetRequiredService<PeerGrpcClient>().CallAllAsync(
        async (pod, stop) => await pod.AsyncUnaryCall(who, null, new CallOptions(cancellationToken: stop), "?"),
        new PeerCallOptions { PerPeerTimeout = TimeSpan.FromSeconds(30) },
        cancel);
    Check("gRPC, every pod", string.Join(", ", all.Select(reply => reply.Value ?? reply.ToString()).Order(StringComparer.Ordinal)), "orders at 127.0.0.1, orders at 127.0.0.2");
}

static async Task<WebApplication> GrpcPodAsync(string address, CancellationToken cancel)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Parse(address), 0, listen => listen.Protocols = HttpProtocols.Http2));
    var pod = builder.Build();
    pod.Run(async context =>
    {
        var answer = Encoding.UTF8.GetBytes($"{context.Request.Host.Host} at {context.Connection.LocalIpAddress}");
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, (byte)answer.Length });
        await context.Response.Body.WriteAsync(answer);
        context.Response.AppendTrailer("grpc-status", "0");
    });
    await pod.StartAsync(cancel);
    return pod;
}

static void Expect(string what, PeerSnapshot peers, string expected) => Check(what, string.Join(", ", peers), expected);

static void Check(string what, string? actual, string expected)
{
    if (actual != expected)
    {
        Console.Error.WriteLine($"consumer failed: {what}: expected '{expected}', got '{actual}'");
        Environment.Exit(1);
    }

    Console.WriteLine($"{what}: {actual}");
}

internal sealed record Answer(string AskedFor);

[JsonSerializable(typeof(Answer))]
internal sealed partial class Json : JsonSerializerContext;
