using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Tests;

/// <summary>A resolver as an application makes it, against a server that plays the cluster's DNS, over real sockets and a pod's resolv.conf.</summary>
public sealed class EndToEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_name_finds_all_pods_but_this_one()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("127.0.1.11", "127.0.1.12", "127.0.1.13");
        await using var resolver = Resolver(server, "orders", options => options.SelfAddresses.Add("127.0.1.12"));
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Equal(["127.0.1.11", "127.0.1.13"], snapshot.Select(peer => peer.ToString()));
        Assert.Equal(3, snapshot.Members.Length);
        Assert.Equal("orders.default.svc.cluster.local.", snapshot.ResolvedName);
        Assert.Equal(SelfPresence.Present, snapshot.Self);
    }

    [Fact]
    [Trait("rule", "S-13")]
    public async Task A_name_in_another_namespace_is_the_second_candidate_and_is_pinned()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders.shop", cancellationToken: Token);
        server.SetPods("10.244.0.1", "10.244.0.2");
        await using var resolver = Resolver(server, "orders.shop");
        await resolver.GetPeersAsync(Token);
        await resolver.RefreshAsync(Token);
        Assert.Equal(
            ["orders.shop.default.svc.cluster.local.", "orders.shop.svc.cluster.local.", "orders.shop.svc.cluster.local."],
            server.Questions.Where(question => question.Type != "SRV").Select(question => question.Name));
    }

    [Fact]
    [Trait("rule", "S-14")]
    public async Task A_wildcard_in_a_node_domain_does_not_answer_for_a_service_without_ready_pods()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", WithNodeDomain, Token);
        server.AddWildcard("corp.example.com", System.Net.IPAddress.Parse("203.0.113.9"));
        await using var resolver = Resolver(server, "orders");
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Empty(snapshot);
        Assert.Equal(LookupOutcome.Empty, snapshot.LastOutcome);

        // The switch to libc's behaviour: the wildcard wins, as it would there.
        await using var lax = Resolver(server, "orders", options => options.RequireClusterSuffix = false);
        Assert.Equal("203.0.113.9", Assert.Single(await lax.GetPeersAsync(Token)).ToString());
    }

    [Fact]
    public async Task A_pod_that_leaves_the_answers_itself_is_told_so_as_HP307()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        var pods = server.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3");
        await using var resolver = Resolver(server, "orders", options =>
        {
            options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);
            options.SelfAddresses.Add("10.244.0.1");
        });
        var present = await resolver.UntilAsync(snapshot => snapshot.Self == SelfPresence.Present, Token);
        Assert.DoesNotContain(PeerDiagnosis.Of(present, FindingLanguage.English), finding => finding.Code == "HP307");

        pods[0].Terminate();
        var lost = await resolver.UntilAsync(snapshot => snapshot.Self == SelfPresence.Lost, Token);

        Assert.Contains(PeerDiagnosis.Of(lost, FindingLanguage.English), finding => finding.Code == "HP307");
    }

    [Fact]
    public async Task A_pod_that_comes_and_one_that_goes_are_told()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        var pods = server.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3");
        await using var resolver = Resolver(server, "orders", options => options.MinRefreshInterval = TimeSpan.FromMilliseconds(50));
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        server.AddPod("10.244.0.4");
        pods[0].Terminate();
        var held = await resolver.UntilAsync(snapshot => snapshot.Held.Length == 1, Token);
        Assert.Equal(4, held.Count);
        var after = await resolver.UntilAsync(snapshot => snapshot is { Count: 3, Held.Length: 0 }, Token);
        Assert.Equal(["10.244.0.2", "10.244.0.3", "10.244.0.4"], after.Select(peer => peer.ToString()));
    }

    [Fact]
    public async Task An_outage_removes_nobody_and_ends_by_itself()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        server.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3");
        await using var resolver = Resolver(server, "orders", options => options.AttemptTimeout = TimeSpan.FromMilliseconds(200));
        await resolver.UntilAsync(snapshot => snapshot.Count == 3, Token);
        await server.PauseAsync();
        var stale = await resolver.UntilAsync(snapshot => snapshot.IsStale, Token);
        Assert.Equal(3, stale.Count);
        Assert.Equal(LookupReason.Network, stale.LastReason);
        await server.ResumeAsync(Token);
        var fresh = await resolver.UntilAsync(snapshot => !snapshot.IsStale, Token);
        Assert.Equal(3, fresh.Count);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public async Task A_port_name_gives_ports_and_host_names()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => (options.PortName, options.PodPort) = ("http", 8080), Token);
        server.AddPod("orders-0", "10.244.0.1");
        server.AddPod("orders-1", "10.244.0.2");
        await using var resolver = Resolver(server, "orders", options => options.PortName = "http");
        var snapshot = await resolver.GetPeersAsync(Token);
        Assert.Equal(["10.244.0.1:8080", "10.244.0.2:8080"], snapshot.Select(peer => peer.ToString()));
        Assert.Equal("orders-0.orders.default.svc.cluster.local", snapshot[0].HostName);
    }

    [Fact]
    public async Task A_change_token_of_the_real_resolver_fires_when_a_peer_comes()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        server.SetPods("10.244.0.1");
        await using var resolver = Resolver(server, "orders", options => options.Membership = PeerMembership.Client);
        var seen = await resolver.GetPeersAsync(Token);
        var fired = new TaskCompletionSource();
        using var registration = resolver.GetChangeToken(seen).RegisterChangeCallback(_ => fired.TrySetResult(), null);
        server.AddPod("10.244.0.2");
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.True(resolver.GetChangeToken(seen).HasChanged);
    }

    [Fact]
    public async Task The_last_look_up_of_the_loop_is_told_without_asking_again()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders.shop", options => options.Ttl = TimeSpan.FromMinutes(1), Token);
        server.SetPods("127.0.1.11", "127.0.1.12");
        await using var resolver = Resolver(server, "orders.shop", options => options.SelfAddresses.Add("127.0.1.11"));
        Assert.Null(resolver.LastLookup());

        await resolver.RefreshAsync(Token);
        var asked = server.Questions.Count;
        var last = resolver.LastLookup()!;
        Assert.Equal(LookupOutcome.Found, last.Outcome);
        Assert.Equal(["nxdomain", "answer"], last.Asked.Select(question => question.Result));
        Assert.Equal([3, 0], last.Asked.Select(question => question.ResponseCode!.Value));
        Assert.Equal([0, 2], last.Asked.Select(question => question.Records));
        Assert.Equal(["127.0.1.12"], last.Peers.Select(peer => peer.ToString()));
        Assert.Equal((SelfPresence.Present, resolver.Current.Fingerprint), (last.Self, last.Fingerprint));
        Assert.Empty(last.Effect.Added.Concat(last.Effect.Removed));
        Assert.Equal(asked, server.Questions.Count);

        // The next one is told too, and names the pinned candidate only.
        server.Faults.ServFail().Times(20);
        await Assert.ThrowsAsync<PeerResolutionException>(async () => await resolver.RefreshAsync(Token));
        Assert.Equal((LookupOutcome.Unknown, LookupReason.ServFail), (resolver.LastLookup()!.Outcome, resolver.LastLookup()!.Reason));
        NonEmpty.All(resolver.LastLookup()!.Asked, question => Assert.Equal(("orders.shop.svc.cluster.local.", "servfail"), (question.Name, question.Result)));
    }

    [Fact]
    public async Task An_explanation_tells_each_step_and_changes_no_peer()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders.shop", WithNodeDomain, Token);
        server.SetPods("127.0.1.11", "127.0.1.12");
        await using var resolver = Resolver(server, "orders.shop", options => options.SelfAddresses.Add("127.0.1.11"));
        var explanation = await resolver.ExplainAsync(Token);

        Assert.Equal(LookupOutcome.Found, explanation.Outcome);
        Assert.Equal("orders.shop.svc.cluster.local.", explanation.Name);
        Assert.Equal("127.0.1.12", Assert.Single(explanation.Peers).ToString());
        Assert.Equal(SelfPresence.Present, explanation.Self);
        Assert.Equal(TimeSpan.FromSeconds(5), explanation.Ttl);
        Assert.Equal(["nxdomain", "answer"], explanation.Asked.Select(question => question.Result));
        Assert.Equal([3, 0], explanation.Asked.Select(question => question.ResponseCode!.Value));
        NonEmpty.All(explanation.Asked, question => Assert.Equal(("udp", "A", server.EndPoint), (question.Transport, question.Type, question.Server)));
        Assert.Contains("aa", explanation.Asked[1].Flags, StringComparison.Ordinal);
        Assert.Contains(explanation.Plan.Skipped, skipped => skipped.Name.Contains("corp.example.com", StringComparison.Ordinal) && skipped.Why.Length > 0);
        Assert.Equal(5, explanation.Plan.Configuration.Ndots);
        Assert.Equal("127.0.1.12", Assert.Single(explanation.Effect.Added).ToString());
        Assert.Same(PeerSnapshot.Unresolved, resolver.Current);

        var told = explanation.ToString();
        NonEmpty.All(
            (string[])["candidate orders.shop.default.svc.cluster.local.: queried", "candidate orders.shop.cluster.local.: not needed", "skipped", "nxdomain", "2 records, TTL 5 s", "outcome Found: 1 peers, self Present", "membership v0 -> v1: +127.0.1.12"],
            line => Assert.Contains(line, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_explanation_of_an_Unknown_is_no_exception()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.Faults.Refuse();
        await using var resolver = Resolver(server, "orders");
        var explanation = await resolver.ExplainAsync(Token);
        Assert.Equal((LookupOutcome.Unknown, LookupReason.Refused), (explanation.Outcome, explanation.Reason));
        Assert.Equal(["refused", "refused"], explanation.Asked.Select(question => question.Result));
        Assert.Contains("outcome Unknown (refused)", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_asks_nobody()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        await using var resolver = Resolver(server, "orders");
        var plan = resolver.Plan();
        Assert.Equal(["orders.default.svc.cluster.local.", "orders.svc.cluster.local.", "orders.cluster.local."], plan.Candidates);
        Assert.Equal("cluster.local", plan.ClusterZone);
        Assert.Empty(server.Questions);
    }

    [Fact]
    [Trait("rule", "P-9")]
    [Trait("rule", "P-11")]
    public async Task Without_a_resolv_conf_nothing_is_guessed_and_the_reason_says_what_to_set()
    {
        await using var resolver = new PeerResolver("orders", options => options.ResolvConfPath = "/nowhere/resolv.conf");
        var thrown = await Assert.ThrowsAsync<PeerResolutionException>(() => resolver.RefreshAsync(Token).AsTask());
        Assert.Equal(LookupReason.NoServers, thrown.Reason);
        Assert.Contains("/nowhere/resolv.conf", thrown.Message, StringComparison.Ordinal);
        Assert.False(resolver.Current.IsResolved);
    }

    private static void WithNodeDomain(HeadlessServiceServerOptions options)
    {
        options.SearchDomains.Clear();
        foreach (var domain in (string[])["default.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example.com"])
        {
            options.SearchDomains.Add(domain);
        }
    }

    private static PeerResolver Resolver(HeadlessServiceServer server, string service, Action<HeadlessPeersOptions>? configure = null) => new(service, options =>
    {
        server.Configure(options);
        options.Family = PeerFamily.IPv4;
        options.MinRefreshInterval = TimeSpan.FromMilliseconds(50);

        // A busy machine may answer later than the default: a query that is repeated then would be one more.
        options.HedgeDelay = Timeout.InfiniteTimeSpan;
        options.AttemptTimeout = TimeSpan.FromSeconds(10);
        configure?.Invoke(options);
    });
}
