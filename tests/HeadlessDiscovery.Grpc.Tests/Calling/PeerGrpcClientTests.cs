using Grpc.Core;
using Grpc.Net.Client.Configuration;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc.Tests;

public sealed class PeerGrpcClientTests : SafetyNet
{
    [Fact]
    public async Task Every_pod_answers_once_beside_the_snapshot_that_was_called()
    {
        await using var one = await GrpcPod.StartAsync("127.0.41.1");
        await using var two = await GrpcPod.StartAsync("127.0.41.2");
        await using var six = await GrpcPod.StartAsync("::1");
        await using var orders = new EveryPod([one.Peer, two.Peer, six.Peer]);
        var replies = await orders.WhoAsync(Token);
        Assert.True(replies.AllSucceeded);
        NonEmpty.All(replies, reply => Assert.Equal(reply.Peer.ToString(), reply.Value!.Pod));
        Assert.Equal([1, 1, 1], new[] { one, two, six }.Select(pod => pod.Asked));
        Assert.Same(orders.Peers.Current, replies.Asked);
    }

    [Fact]
    public async Task A_pod_that_fails_or_is_slow_fails_and_delays_nobody_else()
    {
        await using var good = await GrpcPod.StartAsync("127.0.41.1");
        await using var bad = await GrpcPod.StartAsync("127.0.41.2");
        await using var slow = await GrpcPod.StartAsync("127.0.41.3");
        await using var gone = await GrpcPod.StartAsync("127.0.41.4");
        await gone.DisposeAsync();
        bad.Before = _ => throw new RpcException(new Status(StatusCode.FailedPrecondition, "bad"));
        slow.Before = call => Task.Delay(Timeout.Infinite, call.CancellationToken);
        await using var orders = new EveryPod([good.Peer, bad.Peer, slow.Peer, gone.Peer]);
        var seen = new Dictionary<Peer, PeerReply<Answer>>();
        await foreach (var reply in orders.Client.CallEachAsync(async (pod, token) => await new Orders.OrdersClient(pod).WhoAsync(new Question(), cancellationToken: token), cancellationToken: Token))
        {
            seen.Add(reply.Peer, reply);
            if (seen.Count == 3)
            {
                // It may still be connecting.
                await TestWait.UntilAsync(() => slow.Asked == 1, Token);
                break;
            }
        }

        Assert.True(seen[good.Peer].Succeeded);
        Assert.Equal(StatusCode.FailedPrecondition, Assert.IsType<RpcException>(seen[bad.Peer].Error).StatusCode);
        Assert.Equal(StatusCode.Unavailable, Assert.IsType<RpcException>(seen[gone.Peer].Error).StatusCode);

        // Leaving the enumeration ends the call that still runs, and the pod sees it.
        await TestWait.UntilAsync(() => slow.Cancelled.Contains("/orders.Orders/Who"), Token);

        // An answer that is an error is an answer; a connection that is refused is none.
        Assert.Equal([gone.Peer], orders.Peers.ReportedUnreachable);
    }

    [Fact]
    public async Task The_time_limit_of_a_pod_ends_its_call_even_where_the_call_brings_no_token()
    {
        await using var slow = await GrpcPod.StartAsync("127.0.41.1");
        slow.Before = call => Task.Delay(Timeout.Infinite, call.CancellationToken);
        await using var orders = new EveryPod([slow.Peer], options => options.PerPeerTimeout = TimeSpan.FromMilliseconds(300));
        var replies = await orders.Client.CallAllAsync(async (pod, _) => await new Orders.OrdersClient(pod).WhoAsync(new Question(), cancellationToken: CancellationToken.None), cancellationToken: Token);
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(replies).Status);
        await TestWait.UntilAsync(() => slow.Cancelled.Contains("/orders.Orders/Who"), Token);
    }

    [Fact]
    public async Task The_deadline_of_a_call_is_a_time_limit_like_another()
    {
        await using var slow = await GrpcPod.StartAsync("127.0.41.1");
        slow.Before = call => Task.Delay(Timeout.Infinite, call.CancellationToken);
        await using var orders = new EveryPod([slow.Peer]);
        var replies = await orders.Client.CallAllAsync(
            async (pod, stop) => await new Orders.OrdersClient(pod).WhoAsync(new Question(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200), cancellationToken: stop),
            cancellationToken: Token);
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(replies).Status);
    }

    [Fact]
    public async Task A_pod_that_leaves_during_its_call_is_reported_as_left()
    {
        await using var slow = await GrpcPod.StartAsync("127.0.41.1");
        slow.Before = call => Task.Delay(Timeout.Infinite, call.CancellationToken);
        await using var orders = new EveryPod([slow.Peer]);
        var call = orders.WhoAsync(Token).AsTask();
        await TestWait.UntilAsync(() => slow.Asked == 1, Token);
        orders.Peers.Empty();
        Assert.Equal(PeerReplyStatus.Left, Assert.Single(await call).Status);
        await TestWait.UntilAsync(() => slow.Cancelled.Contains("/orders.Orders/Who"), Token);
    }

    [Fact]
    public async Task Streams_are_called_on_every_pod_as_well()
    {
        await using var one = await GrpcPod.StartAsync("127.0.41.1");
        await using var two = await GrpcPod.StartAsync("127.0.41.2");
        await using var orders = new EveryPod([one.Peer, two.Peer]);
        var replies = await orders.Client.CallAllAsync(
            async (pod, stop) =>
            {
                var client = new Orders.OrdersClient(pod);
                using var counting = client.Count(new Question { Number = 3 }, cancellationToken: stop);
                var sum = await counting.ResponseStream.ReadAllAsync(stop).Select(answer => answer.Number).SumAsync(stop);
                using var summing = client.Sum(cancellationToken: stop);
                await summing.RequestStream.WriteAsync(new Question { Number = sum }, stop);
                await summing.RequestStream.CompleteAsync();
                sum = (await summing).Number;
                using var echoing = client.Echo(cancellationToken: stop);
                await echoing.RequestStream.WriteAsync(new Question { Number = sum }, stop);
                await echoing.RequestStream.CompleteAsync();
                return await echoing.ResponseStream.ReadAllAsync(stop).SingleAsync(stop);
            },
            cancellationToken: Token);
        NonEmpty.All(replies, reply => Assert.Equal((reply.Peer.ToString(), 6), (reply.Value!.Pod, reply.Value.Number)));
        Assert.Equal(2, replies.Succeeded.Length);
    }

    [Theory]
    [InlineData("127.0.41.1")]
    [InlineData("::1")]
    public async Task A_pod_is_called_by_its_address_and_for_the_name_of_its_service(string address)
    {
        using var certificate = new ServiceCertificate("orders");
        await using var pod = await GrpcPod.StartAsync(address, certificate: certificate.Certificate);
        await using var orders = new EveryPod([pod.Peer], options => options.Scheme = "https", http => http.UseSocketsHttpHandler((handler, _) => handler.SslOptions = certificate.Trust()));
        var answer = Assert.Single((await orders.WhoAsync(Token)).Succeeded).Value!;
        Assert.Equal(($"orders:{pod.Peer.Port}", "orders"), (answer.Authority, answer.Sni));
    }

    [Fact]
    public async Task A_channel_is_created_for_each_pod_and_disposed_when_it_has_left()
    {
        await using var one = await GrpcPod.StartAsync("127.0.41.1");
        await using var two = await GrpcPod.StartAsync("127.0.41.2");
        var created = 0;
        await using var orders = new EveryPod([one.Peer, two.Peer], options => options.ConfigureChannel = _ => created++);
        Assert.Equal(0, orders.Channels.Count);
        await orders.WhoAsync(Token);
        await orders.WhoAsync(Token);
        Assert.Equal((2, 2), (created, orders.Channels.Count));
        orders.Peers.Remove(one.Peer.ToString());
        await TestWait.UntilAsync(() => orders.Channels.Count == 1, Token);
        Assert.Equal([two.Peer], (await orders.WhoAsync(Token)).Succeeded.Select(reply => reply.Peer));

        // An address that comes back is a new pod.
        orders.Peers.Add(one.Peer.ToString());
        Assert.Equal(2, (await orders.WhoAsync(Token)).Succeeded.Length);
        Assert.Equal(3, created);
    }

    [Fact]
    public async Task A_call_that_may_outlive_its_pod_keeps_the_channel_until_it_ends()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.41.1");
        var answer = new TaskCompletionSource();
        pod.Before = _ => answer.Task;
        await using var orders = new EveryPod([pod.Peer], options => options.AbandonPeersThatLeave = false);
        var call = orders.WhoAsync(Token).AsTask();
        await TestWait.UntilAsync(() => pod.Asked == 1, Token);
        orders.Peers.Empty();
        answer.SetResult();
        Assert.True(Assert.Single(await call).Succeeded);
        await TestWait.UntilAsync(() => orders.Channels.Count == 0, Token);
    }

    [Fact]
    public async Task Ten_thousand_addresses_leave_nothing_behind()
    {
        await using var orders = new EveryPod([]);
        for (var number = 0; number < 10_000; number += 50)
        {
            orders.Peers.Set(Enumerable.Range(number, 50).Select(each => new Peer(new System.Net.IPAddress([10, 1, (byte)(each >> 8), (byte)each]), 5000)));
            var replies = await orders.Client.CallAllAsync((_, _) => ValueTask.FromResult(true), cancellationToken: Token);
            Assert.Equal(50, replies.Succeeded.Length);
        }

        orders.Peers.Empty();
        await TestWait.UntilAsync(() => orders.Channels.Count == 0, Token);
    }

    [Fact]
    public async Task A_pod_that_is_back_is_called_at_once()
    {
        var pod = await GrpcPod.StartAsync("127.0.41.1");
        await using var orders = new EveryPod([pod.Peer]);
        await orders.WhoAsync(Token);
        await pod.DisposeAsync();
        for (var round = 0; round < 5; round++)
        {
            Assert.Empty((await orders.WhoAsync(Token)).Succeeded);
        }

        await using var back = await GrpcPod.StartAsync("127.0.41.1", pod.Peer.Port!.Value);
        Assert.Single((await orders.WhoAsync(Token)).Succeeded);
    }

    [Fact]
    public async Task A_retry_policy_of_the_application_is_that_of_each_pod()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.41.1");
        pod.Before = _ => pod.Asked < 3 ? throw new RpcException(new Status(StatusCode.Unavailable, "not now")) : Task.CompletedTask;
        await using var orders = new EveryPod([pod.Peer], options => options.ConfigureChannel = channel => channel.ServiceConfig = RetryPolicies.FiveTimes());
        Assert.Single((await orders.WhoAsync(Token)).Succeeded);
        Assert.Equal(3, pod.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_bad_pod_opens_no_circuit_for_the_others_beside_service_defaults(bool defaultsFirst)
    {
        const int Calls = 120;
        await using var good = await GrpcPod.StartAsync("127.0.41.1");
        await using var bad = await GrpcPod.StartAsync("127.0.41.2");
        bad.Before = call =>
        {
            call.GetHttpContext().Response.StatusCode = 500;
            throw new RpcException(new Status(StatusCode.Internal, "bad"));
        };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        builder.Services.AddFakeHeadlessPeers("orders", fake => fake.Set([good.Peer, bad.Peer]));
        builder.Services.AddPeerGrpcClient("orders", options => options.PerPeerTimeout = TimeSpan.FromSeconds(50));
        if (!defaultsFirst)
        {
            builder.AddServiceDefaults();
        }

        using var host = builder.Build();
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<PeerGrpcClient>();
        for (var call = 0; call < Calls; call++)
        {
            var replies = await client.CallAllAsync(async (pod, stop) => await new Orders.OrdersClient(pod).WhoAsync(new Question(), cancellationToken: stop), cancellationToken: Token);
            Assert.Equal(good.Peer, Assert.Single(replies.Succeeded).Peer);
        }

        Assert.Equal((Calls, Calls), (good.Asked, bad.Asked));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task No_pod_is_called_where_DNS_gave_no_answer_in_time()
    {
        var services = new ServiceCollection();
        services.AddFakeHeadlessPeers("orders");
        services.AddPeerGrpcClient("orders", options => options.FirstAnswerTimeout = TimeSpan.FromMilliseconds(100));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<PeerGrpcClient>();
        await Assert.ThrowsAsync<PeerResolutionException>(async () => await client.CallAllAsync((_, _) => ValueTask.FromResult(true), cancellationToken: Token));
        provider.GetRequiredKeyedService<FakePeerResolver>("orders").Empty();
        Assert.True((await client.CallAllAsync((_, _) => ValueTask.FromResult(true), cancellationToken: Token)).AllSucceeded);
    }

    [Fact]
    public async Task This_pod_is_called_where_that_is_wanted()
    {
        await using var self = await GrpcPod.StartAsync("127.0.41.1");
        await using var other = await GrpcPod.StartAsync("127.0.41.2");
        await using var orders = new EveryPod([other.Peer]);
        orders.Peers.WithSelf(self.Peer.ToString());
        Assert.Equal([other.Peer], (await orders.WhoAsync(Token)).Succeeded.Select(reply => reply.Peer));
        var all = await orders.WhoAsync(Token, new PeerCallOptions { IncludeSelf = true, PerPeerTimeout = TimeSpan.FromSeconds(50) });
        Assert.Equal([self.Peer, other.Peer], all.Succeeded.Select(reply => reply.Peer).Order());
    }

    [Fact]
    public async Task A_stale_list_is_called_and_known_to_be_stale()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.41.1");
        await using var orders = new EveryPod([pod.Peer]);
        orders.Peers.Hold(pod.Peer.ToString()).GoStale();
        var replies = await orders.WhoAsync(Token);
        Assert.Single(replies.Succeeded);
        Assert.False(replies.AllSucceeded);
    }

    [Fact]
    public async Task An_empty_list_calls_nobody_and_the_next_round_calls_who_joined()
    {
        await using var pod = await GrpcPod.StartAsync("127.0.41.1");
        await using var next = await GrpcPod.StartAsync("127.0.41.2");
        await using var orders = new EveryPod([pod.Peer]);
        Assert.Equal($"{pod.Peer}", Assert.Single(await orders.WhoAsync(Token)).Value?.Pod);
        orders.Peers.Empty();
        var empty = await orders.WhoAsync(Token);
        Assert.Empty(empty);
        Assert.True(empty.AllSucceeded);
        orders.Peers.Set([next.Peer]);
        Assert.Equal($"{next.Peer}", Assert.Single(await orders.WhoAsync(Token)).Value?.Pod);
        Assert.Equal(1, pod.Asked);
    }

    [Fact]
    public void The_plain_client_of_several_names_is_ambiguous()
    {
        var services = new ServiceCollection();
        services.AddPeerGrpcClient("orders");
        services.AddPeerGrpcClient("billing");
        using var provider = services.BuildServiceProvider();
        Assert.Contains("there are 'orders', 'billing'", Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<PeerGrpcClient>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_are_not_valid_are_reported_together_when_the_host_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddFakeHeadlessPeers("orders");
        builder.Services.AddPeerGrpcClient("orders", options =>
        {
            options.Scheme = "grpc";
            options.HostName = "orders:5000";
            options.Port = 0;
            options.ConnectTimeout = TimeSpan.Zero;
            options.PerPeerTimeout = TimeSpan.Zero;
            options.FirstAnswerTimeout = TimeSpan.FromDays(50);
            options.MaxConcurrency = 0;
        });
        using var host = builder.Build();
        var rejected = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(
            ["Scheme", "HostName", "Port", "ConnectTimeout", "PerPeerTimeout", "FirstAnswerTimeout", "MaxConcurrency"],
            rejected.Failures.Select(failure => failure.Split(':')[0]["Property ".Length..]));
    }

    [Fact]
    public void A_section_binds_every_option_that_is_a_value()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Calls:Scheme"] = "https",
            ["Calls:HostName"] = "orders.shop",
            ["Calls:Port"] = "5001",
            ["Calls:ConnectTimeout"] = "00:00:01",
            ["Calls:PerPeerTimeout"] = "00:00:07",
            ["Calls:FirstAnswerTimeout"] = "00:00:09",
            ["Calls:MaxConcurrency"] = "8",
            ["Calls:IncludeSelf"] = "true",
            ["Calls:AbandonPeersThatLeave"] = "false",
            ["Calls:ReportUnreachable"] = "false",
        }).Build().GetSection("Calls");
        var services = new ServiceCollection();
        services.AddPeerGrpcClient("orders", section);
        services.AddPeerGrpcClient("billing");
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<PeerGrpcClientOptions>>();
        var properties = typeof(PeerGrpcClientOptions).GetProperties().Where(property => !typeof(Delegate).IsAssignableFrom(property.PropertyType)).ToArray();
        Assert.Equal(10, properties.Length);
        NonEmpty.All(properties, property => Assert.NotEqual(property.GetValue(options.Get("billing")), property.GetValue(options.Get("orders"))));
    }

    [Fact]
    public async Task A_section_and_code_compose_and_the_pods_are_called_with_both()
    {
        using var certificate = new ServiceCertificate("orders.shop");
        await using var pod = await GrpcPod.StartAsync("127.0.41.1", certificate: certificate.Certificate);
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Scheme"] = "https", ["HostName"] = "orders" }).Build();
        var services = new ServiceCollection();
        services.AddFakeHeadlessPeers("orders", fake => fake.Set([pod.Peer]));
        services.AddPeerGrpcClient("orders", section).UseSocketsHttpHandler((handler, _) => handler.SslOptions = certificate.Trust());
        services.AddPeerGrpcClient("orders", options =>
        {
            options.HostName += ".shop";
            options.ConnectTimeout = options.PerPeerTimeout = TimeSpan.FromSeconds(50);
        });
        await using var provider = services.BuildServiceProvider();
        var replies = await provider.GetRequiredService<PeerGrpcClient>().CallAllAsync(async (channel, stop) => await new Orders.OrdersClient(channel).WhoAsync(new Question(), cancellationToken: stop), cancellationToken: Token);
        Assert.Equal("orders.shop", Assert.Single(replies.Succeeded).Value!.Sni);
    }

    [Fact]
    public async Task Options_of_a_section_that_are_not_valid_are_reported_when_the_host_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddFakeHeadlessPeers("orders");
        builder.Services.AddPeerGrpcClient("orders", new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Scheme"] = "grpc" }).Build());
        using var host = builder.Build();
        var rejected = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains("Scheme: must be http or https, but was 'grpc'.", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_rejected()
    {
        var services = new ServiceCollection();
        var section = new ConfigurationBuilder().Build();
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddPeerGrpcClient("orders"));
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddPeerGrpcClient("orders", section));
        Assert.Throws<ArgumentNullException>("name", () => services.AddPeerGrpcClient(null!));
        Assert.Throws<ArgumentNullException>("name", () => services.AddPeerGrpcClient(null!, section));
        Assert.Throws<ArgumentNullException>("configure", () => services.AddPeerGrpcClient("orders", (Action<PeerGrpcClientOptions>)null!));
        Assert.Throws<ArgumentNullException>("section", () => services.AddPeerGrpcClient("orders", (IConfiguration)null!));
    }

    [Fact]
    public async Task A_client_of_a_disposed_container_says_so()
    {
        var orders = new EveryPod([new Peer(System.Net.IPAddress.Loopback, 5000)]);
        var client = orders.Client;
        await orders.WhoAsync(Token);
        await orders.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(async () =>
        {
            var replies = await client.CallAllAsync((_, _) => ValueTask.FromResult(true), cancellationToken: Token);
            throw Assert.Single(replies).Error!;
        });
    }
}
