using HeadlessDiscovery.AspNetCore.Html;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.AspNetCore.Tests;

public sealed class PageTests : SafetyNet
{
    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8")]
    [InlineData("text/html", "text/html; charset=utf-8")]
    [InlineData("*/*", "application/json; charset=utf-8")]
    [InlineData(null, "application/json; charset=utf-8")]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("application/json;q=0.1, text/html;q=0.2", "text/html; charset=utf-8")]
    [InlineData("text/html;q=0, */*", "application/json; charset=utf-8")]
    [InlineData("image/png", "application/json; charset=utf-8")]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("text/html;charset=UTF-8", "text/html; charset=utf-8")]
    [InlineData("text/event-stream; charset=utf-8", "text/event-stream")]
    [InlineData("text/html; charset=utf-16", "application/json; charset=utf-8")]
    [InlineData("text/*;q=0.5, application/json;q=0.4", "text/html; charset=utf-8")]
    [InlineData(";;, /, text/html", "text/html; charset=utf-8")]
    public async Task The_accept_header_chooses_the_form(string? accept, string type)
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1:5000"));
        using var response = await app.GetAsync("/peers", accept, cancellationToken: Token);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(["Accept", "Accept-Language"], response.Headers.Vary);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task The_html_is_complete_without_a_script()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.WithSelf("10.0.0.9:5000").Set("10.0.0.1:5000", "10.0.0.2:5000", "10.0.0.9:5000").Hold("10.0.0.2:5000").GoStale());
        var html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        Assert.Contains("<title>orders · 2 peers</title>", html, StringComparison.Ordinal);
        Assert.Contains("<code>10.0.0.1:5000</code>", html, StringComparison.Ordinal);
        Assert.Contains("◐ held", html, StringComparison.Ordinal);
        Assert.Contains("▲ Stale for ", html, StringComparison.Ordinal);
        Assert.Contains("</time> UTC · 1 lookup failed: servfail</span>", html, StringComparison.Ordinal);
        Assert.Contains("<tr class=old><th scope=\"row\"><code>10.0.0.1:5000</code></th><td><span>○ last known</span>", html, StringComparison.Ordinal);
        Assert.Contains("<code>10.0.0.9:5000</code>", html, StringComparison.Ordinal);
        Assert.Contains(app.Fake().Current.Fingerprint, html, StringComparison.Ordinal);
        Assert.Contains("HP202", html, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"strip\"", html, StringComparison.Ordinal);
        Assert.Contains("<noscript>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_resolver_shows_candidates_ttl_and_options_and_asks_nothing_for_a_view()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(30), Token);
        server.SetPods("10.244.0.1", "10.244.0.2");
        await using var app = await PageApp.WithServerAsync(server, options => options.SelfAddresses.Add("10.244.0.2"));
        await app.Resolver().GetPeersAsync(Token);
        var asked = server.Questions.Count;
        for (var view = 0; view < 20; view++)
        {
            var html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
            Assert.Contains("<code>orders.default.svc.cluster.local.</code> A", html, StringComparison.Ordinal);
            Assert.Contains("<code>orders.svc.cluster.local.</code></th><td colspan=\"4\">not queried", html, StringComparison.Ordinal);
            Assert.Contains("TTL 30 s", html, StringComparison.Ordinal);
            Assert.Contains("<code>10.244.0.2:5000</code> (SelfAddresses)", html, StringComparison.Ordinal);
            Assert.Contains("<th scope=\"row\">Port</th><td><code>5000</code>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<article", html, StringComparison.Ordinal);
        }

        Assert.Equal(asked, server.Questions.Count);
    }

    [Fact]
    public async Task Every_option_of_resolv_conf_that_is_on_is_shown()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("10.244.0.1");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "nameserver 127.0.0.1\nsearch default.svc.cluster.local\noptions ndots:3 rotate use-vc no-aaaa\n", Token);
            await using var app = await PageApp.WithServerAsync(server, options => options.ResolvConfPath = file);
            await app.Resolver().GetPeersAsync(Token);
            Assert.Contains(" rotate use-vc no-aaaa</pre>", await app.TextAsync("/peers", "text/html", cancellationToken: Token), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("/peers", "The peers are those of the option StaticPeers. No query is sent.")]
    [InlineData("/peers?lang=ko", "피어는 StaticPeers 옵션의 목록이다. 질의하지 않는다.")]
    public async Task Static_peers_have_no_look_up_and_no_ttl(string path, string sentence)
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services.AddHeadlessPeers("orders", options => options.StaticPeers.Add("127.0.0.1:5001")));
        await app.Resolver().GetPeersAsync(Token);

        var html = await app.TextAsync(path, "text/html", cancellationToken: Token);

        Assert.Contains($"<p>{sentence}</p></section>", html, StringComparison.Ordinal);
        Assert.Contains("<code>127.0.0.1:5001</code>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("TTL", html, StringComparison.Ordinal);
        Assert.Contains("""<span class="pill static">◆ """, html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"pill fresh", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_never_answered_is_not_called_the_one_that_answered_before()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        var fault = server.Faults.ServFail();
        await using var app = await PageApp.WithServerAsync(server);
        string html;
        do
        {
            // A lookup that fails at the start is no version, so that nothing tells of it.
            html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        }
        while (html.Contains("No lookup has finished yet.", StringComparison.Ordinal));
        Assert.Contains("<td colspan=\"4\">not queried", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Only the name that answered", html, StringComparison.Ordinal);

        server.SetPods("10.244.0.1");
        fault.Dispose();
        await app.Resolver().GetPeersAsync(Token);
        Assert.Contains("Only the name that answered", await app.TextAsync("/peers", "text/html", cancellationToken: Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_of_an_ordinary_service_has_at_most_20_kB()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3", "10.244.0.4", "10.244.0.5");
        await using var app = await PageApp.WithServerAsync(server);
        await app.Resolver().GetPeersAsync(Token);
        using var response = await app.GetAsync("/peers", "text/html", "ko", Token);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync(Token)).Length, 5_000, 20_000);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("ko", "ko")]
    [InlineData("ko-KR,ko;q=0.9,en;q=0.8", "ko")]
    [InlineData("en-GB,en;q=0.9,ko;q=0.8", "en")]
    [InlineData("de", "en")]
    [InlineData("kok", "en")]
    public async Task The_language_is_that_of_the_browser(string? accepted, string language)
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        Assert.Contains($"<html lang=\"{language}\">", await app.TextAsync("/peers", "text/html", accepted, Token), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ko\">", await app.TextAsync("/peers?lang=ko", "text/html", accepted, Token), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await app.TextAsync("/peers?lang=en", "text/html", accepted, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_three_meanings_and_none_is_an_empty_table()
    {
        await using var app = await PageApp.WithFakeAsync(_ => { });
        async Task<string> PageAsync() => await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        Assert.Contains("No DNS lookup has finished yet.", await PageAsync(), StringComparison.Ordinal);
        app.Fake().Unresolve(LookupReason.Timeout);
        Assert.Contains("DNS lookup failed (timeout).", await PageAsync(), StringComparison.Ordinal);
        app.Fake().WithSelf("10.0.0.9").Set("10.0.0.9");
        Assert.Contains("This pod is alone:", await PageAsync(), StringComparison.Ordinal);
        app.Fake().Empty();
        Assert.Contains("DNS lists no pod", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_peers_lists_the_names_that_were_not_queried()
    {
        await using var server = await HeadlessServiceServer.StartAsync("other", cancellationToken: Token);
        await using var app = await PageApp.WithServerAsync(server, options =>
        {
            options.ServiceName = "orders";
            options.SearchDomains.Clear();
            foreach (var domain in (string[])["svc.cluster.local", "cluster.local", "corp.example.com"])
            {
                options.SearchDomains.Add(domain);
            }
        });
        await app.Resolver().GetPeersAsync(Token);

        var html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);

        Assert.Contains("No query was sent for orders.corp.example.com., orders., outside the cluster domain", html, StringComparison.Ordinal);
        Assert.DoesNotContain("in a verified answer", html, StringComparison.Ordinal);
        var skipped = (await app.JsonAsync("/peers/orders", Token)).GetProperty("lookup").GetProperty("skipped");
        NonEmpty.All(skipped.EnumerateArray(), one => Assert.True(one.GetProperty("outsideCluster").GetBoolean()));
    }

    [Fact]
    public async Task Peers_of_one_family_are_shown_and_counted_while_the_other_never_answered()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("10.244.0.1", "10.244.0.2");
        server.Faults.ServFail().OnType("AAAA");
        await using var app = await PageApp.WithServerAsync(server, options => options.Family = PeerFamily.Both);
        await app.Resolver().UntilAsync(snapshot => snapshot.Count == 2, Token);
        string html;
        do
        {
            // The recorder looks at its own time.
            html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        }
        while (!html.Contains("<svg class=\"strip\"", StringComparison.Ordinal));
        Assert.Contains("▲ Stale for ", html, StringComparison.Ordinal);
        Assert.Contains("<code>10.244.0.2:5000</code>", html, StringComparison.Ordinal);
        Assert.Contains("Peers since start: 2 all the time.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Peers", "History", "Last lookup", "Options")]
    [InlineData("ko", "피어", "기록", "마지막 조회", "옵션")]
    public async Task Every_table_has_a_name_and_can_be_scrolled_by_keyboard(string language, params string[] names)
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.SetPods("10.244.0.1");
        await using var app = await PageApp.WithServerAsync(server);
        await app.Resolver().GetPeersAsync(Token);
        while ((await app.JsonAsync("/peers/orders", Token)).GetProperty("history").GetArrayLength() == 0)
        {
        }

        var html = await app.TextAsync($"/peers?lang={language}", "text/html", cancellationToken: Token);
        NonEmpty.All(names, name => Assert.Contains($"role=\"region\" aria-label=\"{name}\" tabindex=\"0\"><table><caption class=\"apart\">{name}</caption>", html, StringComparison.Ordinal));
        Assert.Equal(names.Length, html.Split("<table>").Length - 1);
    }

    [Fact]
    public async Task What_DNS_says_is_text_and_never_markup()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set([new Peer(System.Net.IPAddress.Parse("10.0.0.1"), 80, "<script>alert(1)</script>\"'&")]));
        var html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_answer_the_number_of_peers_is_unknown_in_the_title_too_and_failed_lookups_are_history()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", cancellationToken: Token);
        server.Faults.ServFail();
        await using var app = await PageApp.WithServerAsync(server);
        string html;
        do
        {
            html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        }
        while (!html.Contains("2 lookups failed: servfail</", StringComparison.Ordinal) || html.Contains("Nothing has happened", StringComparison.Ordinal));
        Assert.Contains("<title>orders · peers unknown</title>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>orders <small>peers unknown</small></h1>", html, StringComparison.Ordinal);
        Assert.Matches("""<span id="trouble">(next try in <span data-left="[0-9.]+">[0-9]+ s</span>|trying now) · [0-9]+ lookups? failed: servfail</span>""", html);
        Assert.Matches("failed: servfail.*</td><td>–</td></tr>", html);
        Assert.Matches("Since start: [0-9]+ lookups, [0-9]+ failed · p50 [0-9.]+ m?s · p99 [0-9.]+ m?s", html);
        var first = (await app.JsonAsync("/peers/orders", Token)).GetProperty("history")[0];
        Assert.Equal("lookup", first.GetProperty("event").GetString());
        Assert.Contains("피어 수 알 수 없음</title>", await app.TextAsync("/peers?lang=ko", "text/html", cancellationToken: Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_peer_has_its_count_and_time_and_a_reported_one_who_reported_it()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        var pods = server.SetPods("10.244.0.1", "10.244.0.2", "10.244.0.3", "10.244.0.4", "10.244.0.5");
        await using var app = await PageApp.WithServerAsync(server, options =>
        {
            options.RemovalConfirmations = 5;
            options.MassRemovalHold = TimeSpan.FromMinutes(10);
        });
        await app.Resolver().GetPeersAsync(Token);
        app.Resolver().ReportUnreachable(Peer.Parse("10.244.0.1:5000"), "billing client");
        foreach (var pod in pods.Skip(1))
        {
            pod.Terminate();
        }

        await app.Resolver().UntilAsync(snapshot => snapshot.Held.Length == 4, Token);
        var html = await app.TextAsync("/peers", "text/html", cancellationToken: Token);
        Assert.Matches("""◐ held</span> <small>[0-5] of 5 answers, <span data-age="[0-9.]+">[0-9]+ s</span> / 10 min</small>""", html);
        Assert.Matches("""▲ reported unreachable by billing client, <span data-age="[0-9.]+">[0-9]+ s</span> ago""", html);
        var statistics = (await app.JsonAsync("/peers/orders", Token)).GetProperty("statistics");
        Assert.Equal(4, statistics.GetProperty("held").GetArrayLength());
        Assert.Equal("billing client", statistics.GetProperty("reported")[0].GetProperty("reporter").GetString());
    }

    [Theory]
    [InlineData("clusterIP: None   # in Service.spec", null, "clusterIP: None   # in Service.spec")]
    [InlineData("--family both   # Family = PeerFamily.Both", null, "--family both   # Family = PeerFamily.Both")]
    [InlineData("ServiceName = \"tasks.web\"   # or endpoint_mode", null, "ServiceName = \"tasks.web\"   # or endpoint_mode")]
    [InlineData("Query again after the TTL: --wait", "Query again after the TTL: --wait", null)]
    [InlineData("SelfAddresses = the address by which others reach this process", "SelfAddresses = the address by which others reach this process", null)]
    [InlineData("only if needed, in Service.spec:\n  publishNotReadyAddresses: true", "only if needed, in Service.spec:", "publishNotReadyAddresses: true")]
    [InlineData(null, null, null)]
    public void Only_what_can_be_pasted_is_offered_to_copy(string? fix, string? sentence, string? paste) => Assert.Equal((sentence, paste), Pasteable.Split(fix));

    [Fact]
    public async Task HEAD_has_the_headers_of_each_form_and_no_body_and_opens_no_stream()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        for (var i = 0; i < 3; i++)
        {
            foreach (var (path, type) in ((string, string)[])[("/peers", "application/json; charset=utf-8"), ("/peers/orders/json", "application/json; charset=utf-8"), ("/peers/events", "text/event-stream")])
            {
                using var request = new HttpRequestMessage(HttpMethod.Head, path);
                using var response = await app.Http.SendAsync(request, Token);
                Assert.Equal((System.Net.HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
                Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
            }
        }
    }

    [Fact]
    public async Task Only_GET_and_HEAD_are_there()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            foreach (var path in (string[])["/peers", "/peers/json", "/peers/events", "/peers/orders", "/peers/orders/json"])
            {
                using var request = new HttpRequestMessage(method, path);
                using var response = await app.Http.SendAsync(request, Token);
                Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, response.StatusCode);
            }
        }
    }
}
