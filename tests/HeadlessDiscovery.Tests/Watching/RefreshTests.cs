using System.Collections.Concurrent;
using System.Diagnostics;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Watching;

[Trait("rule", "C-8")]
public sealed class RefreshTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_lookup_follows_the_TTL()
    {
        await using var service = new WatchedService();
        Assert.Equal(2, (await service.FirstAsync()).Count);
        service.Time.Advance(TimeSpan.FromSeconds(4.9));
        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3");
        await service.NextAsync(0.1);
        Assert.Equal(3, service.Resolver.Current.Count);
        Assert.Equal(2, service.Lookups);
    }

    [Fact]
    public async Task The_next_timer_is_armed_before_a_snapshot_is_published()
    {
        for (var run = 0; run < 50; run++)
        {
            await using var service = new WatchedService();
            await using var reader = service.Resolver.WatchAsync(Token).GetAsyncEnumerator(Token);

            // The stream begins with what is known: the first answer, if that was quicker than the reader.
            do
            {
                await reader.MoveNextAsync();
            }
            while (!reader.Current.Current.IsResolved);

            for (var n = 3; n < 8; n++)
            {
                // Whoever sees a version may move the clock on at once: a timer armed later would count from the later time, and nothing more would come.
                service.Answers($"A:{string.Join(',', Enumerable.Range(1, n).Select(i => $"10.0.0.{i}"))}");
                service.Time.Advance(TimeSpan.FromSeconds(5));
                await reader.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
                Assert.Equal(n, reader.Current.Current.Count);
            }
        }
    }

    [Fact]
    public async Task A_refresh_within_the_floor_awaits_the_next_permitted_lookup()
    {
        await using var service = new WatchedService(options => options.MinRefreshInterval = TimeSpan.FromSeconds(2));
        await service.FirstAsync();
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        service.Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(refresh.IsCompleted);
        Assert.Equal(1, service.Lookups);
        service.Time.Advance(TimeSpan.FromSeconds(0.1));
        await refresh;
        Assert.Equal(2, service.Lookups);
    }

    [Fact]
    public async Task A_refresh_may_break_a_back_off_once_per_floor()
    {
        await using var service = new WatchedService();
        service.Answers("SERVFAIL");
        await service.FirstAsync();
        await service.NextAsync(1);
        await service.NextAsync(2);

        // The back-off would wait four seconds now.
        service.Answers("A:10.0.0.7");
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("10.0.0.7", (await refresh)[0].ToString());
    }

    [Fact]
    public async Task A_refresh_that_ends_as_Unknown_throws_with_the_reason_and_the_server()
    {
        await using var service = new WatchedService();
        await service.FirstAsync();
        service.Answers("REFUSED");
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        service.Time.Advance(TimeSpan.FromSeconds(1));
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => refresh);
        Assert.Equal(LookupReason.Refused, thrown.Reason);
        Assert.Contains("10.96.0.10:53", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(2, service.Resolver.Current.Count);
        Assert.True(service.Resolver.Current.IsStale);
    }

    [Fact]
    public async Task A_report_counts_once_per_TTL_whoever_is_reported_and_never_breaks_a_back_off()
    {
        await using var service = new WatchedService();
        var first = await service.FirstAsync();
        service.Time.Advance(TimeSpan.FromSeconds(1));
        service.Resolver.ReportUnreachable(first[0]);
        await service.AskedAsync();
        await service.UntilReplacedAsync(first);

        // The TTL is the next event: nothing came before it.
        service.Time.Advance(TimeSpan.FromSeconds(1));
        service.Resolver.ReportUnreachable(first[0]);
        service.Resolver.ReportUnreachable(Peer.Parse("10.9.9.9"));
        service.Resolver.ReportUnreachable(first[1]);
        await service.NextAsync(4);
        Assert.Equal(3, service.Lookups);

        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        await service.NextAsync(1);
        var failing = service.Lookups;
        service.Time.Advance(TimeSpan.FromSeconds(1));
        service.Resolver.ReportUnreachable(first[0]);
        service.Resolver.ReportUnreachable(first[1]);

        // The back-off of two seconds is the next event: nothing came before it, and a server that fails at once is queried once.
        await service.NextAsync(1);
        Assert.Equal(failing + 1, service.Lookups);
    }

    [Fact]
    public async Task Forty_peers_that_are_reported_one_after_another_within_a_minute_cost_at_most_four_lookups()
    {
        await using var service = new WatchedService { Ttl = 30 };
        service.Answers($"A:{string.Join(',', Enumerable.Range(1, 40).Select(i => $"10.0.0.{i}"))}");
        var peers = await service.FirstAsync();
        for (var i = 0; i < peers.Count; i++)
        {
            service.Time.Advance(TimeSpan.FromSeconds(1.5));
            service.Resolver.ReportUnreachable(peers[i]);

            // The first report brings one, and the TTL after that the next.
            await Waiting.UntilAsync(() => service.Lookups >= (i < 20 ? 2 : 3));
            await service.UntilAtRestAsync();
        }

        // One lookup more: every one before it was counted by then.
        var before = service.Lookups;
        var refresh = service.Resolver.RefreshAsync(Token).AsTask();
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await refresh;
        Assert.InRange(before, 2, 4);
        Assert.InRange(service.Lookups, before + 1, 5);
    }

    [Fact]
    public async Task A_peer_that_is_reported_during_a_lookup_gets_a_lookup_after_the_one_that_ran()
    {
        await using var service = new WatchedService();
        var first = await service.FirstAsync();
        service.Answers("DROP");
        service.Time.Advance(TimeSpan.FromSeconds(5));
        await Waiting.UntilAsync(() => service.Transport.IsSilent);
        service.Resolver.ReportUnreachable(first[0]);

        // The hedge gets the answer; without the report the next lookup would come five seconds after it.
        service.Answers("A:10.0.0.1,10.0.0.2");
        service.Time.Advance(TimeSpan.FromSeconds(0.3));
        await service.UntilReplacedAsync(first);
        var asked = service.Lookups;
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => service.Lookups == asked + 1);
    }

    [Fact]
    public async Task The_first_refresh_of_a_resolver_is_one_lookup()
    {
        for (var i = 0; i < 500; i++)
        {
            await using var service = new WatchedService();

            // A second lookup would wait for the floor, and time stands still.
            await service.Resolver.RefreshAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
            Assert.Equal(1, service.Lookups);
        }
    }

    [Fact]
    public async Task A_report_counts_again_once_the_TTL_is_over()
    {
        await using var service = new WatchedService();
        var peer = (await service.FirstAsync())[0];
        service.Time.Advance(TimeSpan.FromSeconds(0.5));
        service.Resolver.ReportUnreachable(peer);
        await service.NextAsync(0.5);

        // The second lookup was a second after the first, so that the third would be at 6 s.
        service.Time.Advance(TimeSpan.FromSeconds(4.6));
        service.Resolver.ReportUnreachable(peer);
        await service.AskedAsync();
        Assert.Equal(3, service.Lookups);
    }

    [Fact]
    public async Task A_look_up_that_is_silent_during_a_back_off_is_helped_by_no_hedge()
    {
        await using var service = new WatchedService();
        service.Answers("SERVFAIL");
        await service.FirstAsync();
        var failed = service.Lookups;
        service.Answers("DROP");
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => service.Transport.IsSilent);

        // Long after a hedge would be due, the first try has had its five seconds, and the second begins.
        service.Time.Advance(TimeSpan.FromSeconds(4));
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => service.Lookups == failed + 2);
        Assert.Equal(1, service.Transport.MostAtOnce);
    }

    [Fact]
    public async Task Nothing_is_asked_before_the_first_call_and_reading_Current_is_no_call()
    {
        await using var service = new WatchedService();
        Assert.Same(PeerSnapshot.Unresolved, service.Resolver.Current);
        Assert.Equal(0, service.Lookups);
        Assert.Equal(2, (await service.Resolver.GetPeersAsync(Token)).Count);
        Assert.Equal(1, service.Lookups);
    }

    [Fact]
    public async Task GetPeersAsync_waits_through_Unknown_and_never_throws_for_it()
    {
        await using var service = new WatchedService();
        service.Answers("SERVFAIL");
        var getting = service.Resolver.GetPeersAsync(Token).AsTask();
        await service.AskedAsync();
        service.Answers("NXDOMAIN");
        await Waiting.UntilAsync(() => getting.IsCompleted, () => service.Time.Advance(TimeSpan.FromSeconds(1)));
        var snapshot = await getting;
        Assert.Empty(snapshot);
        Assert.True(snapshot.IsResolved);
        Assert.Same(service.Resolver.Current, await service.Resolver.GetPeersAsync(Token));
    }

    [Fact]
    public async Task Disposal_ends_those_who_wait_for_a_first_answer()
    {
        var service = new WatchedService();
        service.Answers("SERVFAIL");
        var getting = service.Resolver.GetPeersAsync(Token).AsTask();
        await service.AskedAsync();
        service.Resolver.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => getting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => service.Resolver.RefreshAsync(Token).AsTask());
        await service.DisposeAsync();
    }

    [Fact]
    public async Task The_loop_belongs_to_nobodys_request()
    {
        var parents = new ConcurrentQueue<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HeadlessDiscovery",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("dns.question.name"), "unparented.shop.svc.cluster.local"))
                {
                    parents.Enqueue(span.ParentId);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").Start();
        await using var service = new WatchedService(options => options.ServiceName = "unparented.shop.svc.cluster.local.");
        await service.Resolver.GetPeersAsync(Token);
        request.Stop();
        await Waiting.UntilAsync(() => !parents.IsEmpty);
        Assert.Equal([null], parents);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_Empty_was_published_all_candidates_are_walked_again(bool inAPipeline)
    {
        await using var service = new WatchedService(options =>
        {
            ShortAndHasty(options);
            options.ConfigureLookup = inAPipeline ? _ => { } : null;
        });
        await service.FirstAsync();
        await service.NextAsync(5);
        service.Answers("NXDOMAIN");
        await service.NextAsync(5);
        var names = service.Transport.Asked.Where(exchange => exchange.Question.Type == DnsRecordType.A).Select(exchange => exchange.Question.Name).ToArray();
        Assert.Equal(Enumerable.Repeat("web.shop.svc.cluster.local.", 3), names);
        await service.NextAsync(5);
        await service.AskedAsync();
        await service.AskedAsync();
        Assert.Equal(3, service.Transport.Asked.Where(exchange => exchange.Question.Type == DnsRecordType.A).Skip(3).Select(exchange => exchange.Question.Name).Distinct().Count());
    }

    [Fact]
    public async Task A_new_winner_is_one_warning_and_a_new_resolved_name()
    {
        await using var service = new WatchedService(ShortAndHasty);
        await service.FirstAsync();
        service.Answers("NXDOMAIN");
        await service.NextAsync(5);
        service.AnswersFor("web.svc.cluster.local.", "A:10.0.0.8");
        await service.NextAsync(5);
        Assert.Equal("web.svc.cluster.local.", service.Resolver.Current.ResolvedName);
        Assert.Single(service.Logged, line => line.StartsWith("Warning 8:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_defect_in_a_lookup_is_logged_and_tried_again()
    {
        await using var service = new WatchedService(options => options.MinRefreshInterval = TimeSpan.FromSeconds(1));
        await service.FirstAsync();
        service.Answers("BROKEN:not-an-address");
        service.Throws(new InvalidCastException("a defect"));
        await service.NextAsync(5);
        Assert.True(service.Resolver.Current.IsStale);
        Assert.Contains(service.Logged, line => line.StartsWith("Error 11:", StringComparison.Ordinal));
        service.Throws(null);
        service.Answers("A:10.0.0.1,10.0.0.2");
        await service.NextAsync(1);
        Assert.False(service.Resolver.Current.IsStale);
    }

    // A short name, and removals that are believed at once.
    private static void ShortAndHasty(HeadlessPeersOptions options)
    {
        TestLookup.ShortName(options);
        options.RemovalConfirmations = 1;
        options.MassRemovalHold = TimeSpan.Zero;
    }
}
