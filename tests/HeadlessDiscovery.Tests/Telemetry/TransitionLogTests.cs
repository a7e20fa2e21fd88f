using System.Net;
using HeadlessDiscovery.Tests.Support;
using HeadlessDiscovery.Tests.Watching;
using Polly;

namespace HeadlessDiscovery.Tests.Telemetry;

public sealed class TransitionLogTests
{
    [Fact]
    public async Task A_failure_is_one_warning_until_it_is_over()
    {
        await using var service = new WatchedService(options => options.Membership = PeerMembership.Client);
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        await service.NextAsync(1);
        await service.NextAsync(2);
        service.Answers("A:10.0.0.1,10.0.0.2");
        await service.NextAsync(4);
        var warnings = service.Logged.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToArray();
        Assert.StartsWith("Warning 202", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("DNS lookup failed (servfail): HP202", warnings[0], StringComparison.Ordinal);
        Assert.Contains("The 2 last known peers are kept.", warnings[0], StringComparison.Ordinal);
        Assert.Contains("(queried ", warnings[0], StringComparison.Ordinal);
        Assert.Single(service.Logged, line => line.Contains("DNS recovered after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_before_the_first_answer_says_that_nothing_is_known()
    {
        await using var service = new WatchedService();
        service.Answers("REFUSED");
        await service.FirstAsync();
        await service.NextAsync(1);
        var warning = Assert.Single(service.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning 203", warning, StringComparison.Ordinal);
        Assert.Contains("Nothing is known about the peers yet.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_server_the_warning_is_HP101_and_says_nothing_of_servers_that_stay_silent()
    {
        await using var service = new WatchedService(options => options.NameServers.Clear());

        // Not awaited: a first lookup that nobody has to wait for may be over before the refresh, which then waits for a time that never comes.
        var refresh = service.Resolver.RefreshAsync(TestContext.Current.CancellationToken).AsTask();
        await Waiting.UntilAsync(() => service.Resolver.Current.LastOutcome == LookupOutcome.Unknown);
        await service.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => refresh);
        var warning = Assert.Single(service.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning 101", warning, StringComparison.Ordinal);
        Assert.Contains("DNS lookup failed (noServers): HP101 no name server is configured", warning, StringComparison.Ordinal);
        Assert.Contains("Nothing is known about the peers yet.", warning, StringComparison.Ordinal);
        Assert.Contains("/nowhere/resolv.conf", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("CoreDNS", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steady_state_writes_nothing_above_Debug()
    {
        await using var service = new WatchedService(options => options.Membership = PeerMembership.Client);
        await service.FirstAsync();
        var before = service.Logged.Count(line => !line.StartsWith("Debug", StringComparison.Ordinal));
        for (var i = 0; i < 20; i++)
        {
            await service.NextAsync(5);
        }

        Assert.Equal(before, service.Logged.Count(line => !line.StartsWith("Debug", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("rule", "O-7")]
    public async Task A_pipeline_that_gives_up_each_time_in_other_words_is_told_once()
    {
        var times = 0;
        await using var service = new WatchedService(options =>
        {
            options.Membership = PeerMembership.Client;
            options.ConfigureLookup = lookup => lookup.AddStrategy(_ => new RefusesInOtherWords(() => times++), new Nothing());
        });
        await Assert.ThrowsAsync<PeerResolutionException>(() => service.Resolver.RefreshAsync(TestContext.Current.CancellationToken).AsTask());
        foreach (var wait in (double[])[1, 2, 4])
        {
            var refresh = service.Resolver.RefreshAsync(TestContext.Current.CancellationToken).AsTask();
            service.Time.Advance(TimeSpan.FromSeconds(wait));
            await Assert.ThrowsAsync<PeerResolutionException>(() => refresh);
        }

        await service.DisposeAsync();
        Assert.Equal(4, times);
        Assert.Single(service.Logged, line => line.StartsWith("Warning 13:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("A:169.254.1.{0}", 209, 2)]
    [InlineData("CNAME:db{0}.example=203.0.113.{0}", 303, 1)]
    [InlineData("CNAME:web.corp.example.com=203.0.113.{0}", 208, 1)]
    public async Task What_is_another_value_each_time_for_ten_minutes_is_told_once(string answer, int code, int warnings)
    {
        await using var service = new WatchedService(options =>
        {
            options.ServiceName = "web";
            options.Ndots = 5;
            options.Membership = PeerMembership.Client;
            foreach (var domain in (string[])["shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example.com"])
            {
                options.SearchDomains.Add(domain);
            }
        });
        service.Answers(string.Format(System.Globalization.CultureInfo.InvariantCulture, answer, 0));
        await service.FirstAsync();
        for (var i = 1; i < 60; i++)
        {
            service.Answers(string.Format(System.Globalization.CultureInfo.InvariantCulture, answer, i));
            var before = service.Resolver.Current;
            service.Time.Advance(TimeSpan.FromSeconds(40));
            await service.UntilReplacedAsync(before);
        }

        Assert.Equal(code == 303, service.Resolver.Current.Count > 0);
        Assert.InRange(service.Logged.Count(line => line.StartsWith("Warning", StringComparison.Ordinal)), 1, warnings);
        Assert.Contains(service.Logged, line => line.StartsWith($"Warning {code}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_of_several_own_addresses_alone_for_thirty_seconds_is_one_warning_and_nobody_is_Alone()
    {
        await using var service = new WatchedService(
            options => (options.ServiceName, options.Ndots) = ("web.", 0),
            services => services with { Interfaces = () => [IPAddress.Parse("10.0.1.2"), IPAddress.Parse("10.0.1.3")] });
        service.Answers("A:10.0.1.2");
        await service.FirstAsync();
        for (var i = 0; i < 14; i++)
        {
            await service.NextAsync(5);
        }

        Assert.True(service.Resolver.Current.IsSelfUncertain);
        Assert.Equal(PeerReadinessReason.Undecided, PeerReadiness.AtTimeout(service.Resolver.Current));
        Assert.Equal(["HP312"], PeerDiagnosis.Of(service.Resolver.Current, FindingLanguage.English).Select(finding => finding.Code));
        var warning = Assert.Single(service.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning 312: web: HP312 the answer lists only 10.0.1.2, one of several addresses of this machine", warning, StringComparison.Ordinal);
        Assert.Contains("10.0.1.3", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("kubectl", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_virtual_address_of_Swarm_is_one_warning_with_the_name_of_the_tasks()
    {
        await using var service = new WatchedService(
            options =>
            {
                (options.ServiceName, options.Ndots) = ("web", 0);
                options.NameServers.Clear();
                options.NameServers.Add("127.0.0.11");
            },
            services => services with { Interfaces = () => [IPAddress.Parse("10.0.1.3"), IPAddress.Parse("172.18.0.3")] });
        service.Answers("A:10.0.1.2");
        service.AnswersFor("tasks.web.", "A:10.0.1.3,10.0.1.4");
        await service.FirstAsync();
        for (var i = 0; i < 14; i++)
        {
            await service.NextAsync(5);
        }

        var warning = Assert.Single(service.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning 312: web: HP312 web is the virtual address of a Swarm service; use tasks.web", warning, StringComparison.Ordinal);
        Assert.NotEqual(PeerReadinessReason.Alone, PeerReadiness.AtTimeout(service.Resolver.Current));
    }

    [Theory]
    [InlineData("", "DNS confirms that there are no peers (nxdomain).")]
    [InlineData("corp.example.com", "DNS lists no peers (nxdomain); no query was sent for web.corp.example.com., web., outside the cluster domain: to query one anyway, write it with a trailing dot, or set RequireClusterSuffix = false.")]
    public async Task An_empty_answer_is_verified_only_where_every_name_of_the_search_was_queried(string more, string said)
    {
        await using var service = new WatchedService(options =>
        {
            options.Ndots = more.Length == 0 ? 0 : 5;
            options.ServiceName = "web";
            foreach (var domain in (string[])["svc.cluster.local", "cluster.local", .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            {
                options.SearchDomains.Add(domain);
            }
        });
        service.Answers("NXDOMAIN");
        await service.FirstAsync();

        var told = (await service.Resolver.ExplainAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.Equal(more.Length > 0, told.Contains("\nnot queried web.corp.example.com., web.: the outcome does not cover them; write a name with a trailing dot, or set RequireClusterSuffix = false", StringComparison.Ordinal));
        Assert.Equal(more.Length > 0, told.Contains("not queried", StringComparison.Ordinal));
        Assert.Equal($"Information 7: web: {said}", Assert.Single(service.Logged, line => line.StartsWith("Information 7:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_peer_that_becomes_held_is_said_once_also_while_another_leaves()
    {
        await using var service = new WatchedService(options => options.Membership = PeerMembership.Client);
        service.Answers("A:10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5");
        await service.FirstAsync();
        for (var i = 0; i < 3; i++)
        {
            // Old enough that three answers a second apart decide.
            await service.NextAsync(5);
        }

        service.Answers("A:10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5");
        await service.NextAsync(5);
        await service.NextAsync(1);
        service.Answers("A:10.0.0.3,10.0.0.4,10.0.0.5");
        await service.NextAsync(1);
        Assert.Equal(["10.0.0.2"], service.Resolver.Current.Held.Select(peer => peer.ToString()));
        await service.NextAsync(1);

        Assert.Equal(
            ["web: 10.0.0.1 missing from the latest answer, held until confirmed; peers now: 5.", "web: 10.0.0.2 missing from the latest answer, held until confirmed; peers now: 4."],
            service.Logged.Where(line => line.StartsWith("Information 4: ", StringComparison.Ordinal)).Select(line => line["Information 4: ".Length..]));
    }

    [Fact]
    [Trait("rule", "O-4")]
    public async Task An_own_address_that_is_absent_for_thirty_seconds_is_one_warning_with_the_likely_causes()
    {
        await using var service = new WatchedService(options => options.SelfAddresses.Add("10.0.0.9"));
        await service.FirstAsync();
        for (var i = 0; i < 14; i++)
        {
            await service.NextAsync(5);
        }

        var warning = Assert.Single(service.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning 301", warning, StringComparison.Ordinal);
        Assert.Contains("publishNotReadyAddresses", warning, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("rule", "O-4")]
    public async Task A_client_gets_no_warning_about_its_own_address()
    {
        await using var service = new WatchedService(options =>
        {
            options.SelfAddresses.Add("10.0.0.9");
            options.Membership = PeerMembership.Client;
        });
        await service.FirstAsync();
        for (var i = 0; i < 14; i++)
        {
            await service.NextAsync(5);
        }

        Assert.DoesNotContain(service.Logged, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("rule", "O-3")]
    public async Task Past_MaxStale_is_one_warning_and_the_set_stays()
    {
        await using var service = new WatchedService(options =>
        {
            options.MaxStale = TimeSpan.FromSeconds(10);
            options.Membership = PeerMembership.Client;
        });
        await service.FirstAsync();
        service.Answers("SERVFAIL");
        await service.NextAsync(5);
        foreach (var wait in (double[])[1, 2, 4, 8, 16, 30])
        {
            await service.NextAsync(wait);
        }

        Assert.Single(service.Logged, line => line.StartsWith("Warning 9:", StringComparison.Ordinal));
        Assert.Equal(2, service.Resolver.Current.Count);
    }

    [Fact]
    [Trait("rule", "O-5")]
    public async Task Static_peers_replace_DNS_and_are_said_once()
    {
        await using var service = new WatchedService(options =>
        {
            options.StaticPeers.Add("127.0.0.1:5001");
            options.StaticPeers.Add("127.0.0.1:5002");
            options.SelfAddresses.Add("127.0.0.1:5002");
        });
        var snapshot = await service.Resolver.GetPeersAsync(TestContext.Current.CancellationToken);
        Assert.Equal("127.0.0.1:5001", Assert.Single(snapshot).ToString());
        Assert.Equal(2, snapshot.Members.Length);
        Assert.Equal(SelfPresence.Present, snapshot.Self);
        Assert.Equal(0, service.Lookups);
        await service.Resolver.DisposeAsync();
        Assert.Single(service.Logged, line => line.StartsWith("Information 2:", StringComparison.Ordinal));
    }

    private sealed class Nothing : ResilienceStrategyOptions;

    // As an open circuit breaker, which tells the time that is left.
    private sealed class RefusesInOtherWords(Func<int> next) : ResilienceStrategy
    {
        protected override ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
            Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state) =>
            ValueTask.FromResult(Outcome.FromException<TResult>(new InvalidOperationException($"try again after {next()} s")));
    }
}
