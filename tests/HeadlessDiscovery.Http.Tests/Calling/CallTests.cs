using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class CallTests : SafetyNet
{
    [Fact]
    public async Task Replies_come_in_the_order_in_which_the_pods_answer()
    {
        TaskCompletionSource[] gates = [new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously)];
        await using var first = await Pod.StartAsync(After(gates[0], "first"), "127.0.1.3");
        await using var second = await Pod.StartAsync(After(gates[1], "second"), "127.0.1.1");
        await using var third = await Pod.StartAsync(After(gates[2], "third"), "127.0.1.2");
        await using var client = new Client([first.Peer, second.Peer, third.Peer]);
        var texts = new List<string?>();
        gates[0].SetResult();
        await foreach (var reply in client.Http.SendEachAsync(Client.Get, Client.Text, cancellationToken: Token))
        {
            texts.Add(reply.Value);
            gates.ElementAtOrDefault(texts.Count)?.SetResult();
        }

        Assert.Equal(["first", "second", "third"], texts);
    }

    [Fact]
    public async Task Mixed_pods_are_each_told_apart_and_only_the_unreachable_ones_reported()
    {
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var good = await Pod.StartAsync(Pod.Says("good"));
        await using var six = await Pod.StartAsync(Pod.Says("six"), "::1");
        await using var broken = await Pod.StartAsync(Pod.Status(500));
        await using var slow = await Pod.StartAsync(UntilAborted(aborted, arrived));
        await using var gone = await Pod.StartAsync(Pod.Says("gone"), "127.0.1.9");
        await gone.DisposeAsync();
        await using var client = new Client([good.Peer, six.Peer, broken.Peer, slow.Peer, gone.Peer], options => options.MaxRetries = 0, services: services => services.AddSingleton<TimeProvider>(time));
        var replies = new List<PeerReply<string>>();
        await foreach (var reply in client.Http.SendEachAsync(Client.Get, Client.Text, cancellationToken: Token))
        {
            replies.Add(reply);
            if (replies.Count == 4)
            {
                // All others have answered: now its time is over.
                await arrived.Task.WaitAsync(Token);
                time.Advance(TimeSpan.FromSeconds(50));
            }
        }

        Assert.Equal(["good", "six"], replies.Where(reply => reply.Succeeded).Select(reply => reply.Value).Order());
        var failed = replies.ToDictionary(reply => reply.Peer);
        Assert.Equal(HttpStatusCode.InternalServerError, Assert.IsType<HttpRequestException>(failed[broken.Peer].Error).StatusCode);
        Assert.Equal(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(failed[gone.Peer].Error).HttpRequestError);
        Assert.Equal(PeerReplyStatus.TimedOut, failed[slow.Peer].Status);
        Assert.Equal(slow.Peer, replies[^1].Peer);
        Assert.Contains(slow.Peer.ToString(), Assert.IsType<TimeoutException>(failed[slow.Peer].Error).Message, StringComparison.Ordinal);
        Assert.Equal(new[] { slow.Peer, gone.Peer }.Order(), client.Peers.ReportedUnreachable.Order());
        await aborted.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task The_caller_ends_the_call_with_its_own_token()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pod = await Pod.StartAsync(UntilAborted(aborted, arrived));
        await using var client = new Client([pod.Peer]);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var calling = client.GetAsync(cancel.Token).AsTask();
        await arrived.Task.WaitAsync(Token);
        await cancel.CancelAsync();
        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
        Assert.Equal(cancel.Token, ended.CancellationToken);
        await aborted.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_asks_nobody()
    {
        var asked = 0;
        await using var client = new Client([Peer.Parse("10.0.0.1:80")]);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.Http.SendAllAsync(Counted, Client.Text, cancellationToken: cancelled.Token));
        Assert.Equal(cancelled.Token, ended.CancellationToken);
        ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var reply in client.Http.SendEachAsync(Counted, Client.Text, cancellationToken: cancelled.Token))
            {
                Assert.Fail($"{reply} came from a call that never began.");
            }
        });
        Assert.Equal(cancelled.Token, ended.CancellationToken);
        Assert.Equal(0, asked);

        HttpRequestMessage Counted(Peer peer)
        {
            Interlocked.Increment(ref asked);
            return Client.Get(peer);
        }
    }

    [Fact]
    public async Task Who_leaves_after_the_first_success_cancels_the_rest()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await Pod.StartAsync(UntilAborted(aborted, arrived), "127.0.1.1");
        await using var quick = await Pod.StartAsync(After(arrived, "quick"), "127.0.1.2");
        await using var client = new Client([slow.Peer, quick.Peer]);
        await foreach (var reply in client.Http.SendEachAsync(Client.Get, Client.Text, cancellationToken: Token))
        {
            Assert.Equal("quick", reply.Value);
            break;
        }

        await aborted.Task.WaitAsync(Token);
        Assert.Empty(client.Peers.ReportedUnreachable);
    }

    [Fact]
    public async Task A_pod_that_leaves_during_its_call_is_told_as_left()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pod = await Pod.StartAsync(UntilAborted(aborted, arrived));
        await using var client = new Client([pod.Peer], options => options.PerPeerTimeout = Timeout.InfiniteTimeSpan);
        var calling = client.GetAsync(Token);
        await arrived.Task.WaitAsync(Token);
        client.Peers.Remove(pod.Peer.ToString());
        Assert.Equal(PeerReplyStatus.Left, Assert.Single(await calling).Status);
        await aborted.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Two_hundred_pods_are_called_sixteen_at_a_time()
    {
        var (inFlight, most) = (0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pods = await Pod.StartAsync(
            async context =>
            {
                var now = Interlocked.Increment(ref inFlight);
                InterlockedMax(ref most, now);
                if (now == 16)
                {
                    full.TrySetResult();
                }

                await full.Task.WaitAsync(context.RequestAborted);
                Interlocked.Decrement(ref inFlight);
                await context.Response.WriteAsync(context.Connection.LocalIpAddress!.ToString());
            },
            Enumerable.Range(1, 200).Select(number => $"127.0.7.{number}"));
        await using var client = new Client(pods.Peers, options => options.PerPeerTimeout = Timeout.InfiniteTimeSpan);
        var replies = await client.GetAsync(Token);
        Assert.Equal(200, replies.Succeeded.Select(reply => reply.Value).Distinct().Count());
        Assert.Equal(16, most);
    }

    [Fact]
    public async Task An_address_that_answers_nothing_delays_nobody_and_is_timed_out_by_the_connection()
    {
        using var hole = await BlackHole.OpenAsync();
        var pods = new List<Pod>();
        try
        {
            for (var number = 1; number <= 4; number++)
            {
                pods.Add(await Pod.StartAsync(Pod.Says("here"), $"127.0.1.{number}"));
            }

            // No other limit than that of the connection: only it can end the call.
            await using var client = new Client([.. pods.Select(pod => pod.Peer), hole.Peer], options =>
            {
                options.ConnectTimeout = TimeSpan.FromSeconds(2);
                options.PerPeerTimeout = Timeout.InfiniteTimeSpan;
                options.MaxConcurrency = 5;
            });
            var replies = await client.GetAsync(Token);
            NonEmpty.All(replies.Take(4), reply => Assert.Equal("here", reply.Value));
            var last = replies[4];
            Assert.Equal((hole.Peer, PeerReplyStatus.TimedOut), (last.Peer, last.Status));
            Assert.Equal([hole.Peer], client.Peers.ReportedUnreachable);
        }
        finally
        {
            foreach (var pod in pods)
            {
                await pod.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Every_try_has_a_request_of_its_own_and_its_error_is_that_of_the_pod()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.1.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.1.2");
        await using var client = new Client([one.Peer, two.Peer]);
        var made = new ConcurrentBag<HttpRequestMessage>();
        var replies = await client.Http.SendAllAsync(
            peer =>
            {
                var message = peer == two.Peer ? throw new InvalidOperationException("No request for two.") : Client.Get(peer);
                made.Add(message);
                return message;
            },
            Client.Text,
            cancellationToken: Token);
        Assert.Equal("one", Assert.Single(replies.Succeeded).Value);
        Assert.Equal("No request for two.", Assert.Single(replies.Failed).Error!.Message);
        Assert.Single(made);
    }

    [Fact]
    public async Task A_reader_that_ignores_its_token_is_abandoned()
    {
        await using var pod = await Pod.StartAsync(Pod.Says("here"));
        await using var client = new Client([pod.Peer], options => options.PerPeerTimeout = TimeSpan.FromMilliseconds(200));
        var never = new TaskCompletionSource<string>();
        var replies = await client.Http.SendAllAsync(Client.Get, (_, _) => new ValueTask<string>(never.Task), cancellationToken: Token);
        Assert.Equal(PeerReplyStatus.TimedOut, Assert.Single(replies).Status);
    }

    [Fact]
    public async Task Stale_and_held_peers_are_called_an_empty_list_calls_nobody_and_the_next_round_calls_who_joined()
    {
        await using var one = await Pod.StartAsync(Pod.Says("one"), "127.0.2.1");
        await using var two = await Pod.StartAsync(Pod.Says("two"), "127.0.2.2");
        await using var client = new Client([one.Peer]);
        client.Peers.Hold(one.Peer.ToString()).GoStale();
        var stale = await client.GetAsync(Token);
        Assert.Equal("one", Assert.Single(stale.Succeeded).Value);
        Assert.False(stale.AllSucceeded);
        client.Peers.Empty();
        var empty = await client.GetAsync(Token);
        Assert.Empty(empty);
        Assert.True(empty.AllSucceeded);
        client.Peers.Set([two.Peer]);
        Assert.Equal("two", Assert.Single(await client.GetAsync(Token)).Value);
    }

    [Fact]
    public void The_options_of_a_round_are_all_those_of_the_call()
    {
        var time = new FakeTimeProvider();
        var options = new PeerCallOptions
        {
            PerPeerTimeout = TimeSpan.FromSeconds(7),
            FirstAnswerTimeout = TimeSpan.FromSeconds(9),
            MaxConcurrency = 3,
            IncludeSelf = true,
            AbandonPeersThatLeave = false,
            ReportUnreachable = false,
            TimeProvider = time,
        };
        var round = PeerHttpCall<int>.WithGrace(options);
        Assert.Equal(TimeSpan.FromSeconds(8), round.PerPeerTimeout);
        round.PerPeerTimeout = options.PerPeerTimeout;
        Assert.Equivalent(options, round, strict: true);
        NonEmpty.All(typeof(PeerCallOptions).GetProperties(), property => Assert.NotEqual(property.GetValue(new PeerCallOptions()), property.GetValue(round)));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("60.00:00:00")]
    public async Task A_limit_that_cannot_be_is_refused_before_anybody_is_called(string limit)
    {
        await using var client = new Client([]);
        var options = new PeerCallOptions { PerPeerTimeout = TimeSpan.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) };
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => client.Http.SendEachAsync(Client.Get, Client.Text, options, Token));
        Assert.Contains($"but was {options.PerPeerTimeout}", refused.Message, StringComparison.Ordinal);
    }

    private static RequestDelegate After(TaskCompletionSource gate, string text) => async context =>
    {
        await gate.Task.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync(text);
    };

    private static RequestDelegate UntilAborted(TaskCompletionSource aborted, TaskCompletionSource? arrived = null) => async context =>
    {
        arrived?.TrySetResult();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            aborted.TrySetResult();
        }
    };

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
