using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class ResolvConfParserTests
{
    [Fact]
    [Trait("rule", "P-1")]
    public void Lines_end_at_a_line_feed_and_lose_one_final_carriage_return()
    {
        var configuration = Parse("nameserver 10.0.0.1\r\nsearch a.test b.test\r\noptions ndots:3");
        Assert.Equal(["10.0.0.1"], Servers(configuration));
        Assert.Equal(["a.test", "b.test"], configuration.Search);
        Assert.Equal(3, configuration.Ndots);
        Assert.Empty(configuration.Diagnostics);
    }

    [Fact]
    [Trait("rule", "P-1")]
    public void A_carriage_return_alone_ends_no_line()
    {
        var configuration = Parse("nameserver 10.0.0.1\rsearch a.test");
        Assert.Empty(configuration.NameServers);
        Assert.Empty(configuration.Search);
    }

    [Fact]
    [Trait("rule", "P-1")]
    public void A_byte_order_mark_hides_no_line() => Assert.Equal(["10.0.0.1"], Servers(Parse("\uFEFFnameserver 10.0.0.1\n")));

    [Fact]
    [Trait("rule", "P-1")]
    public void A_line_may_have_any_length()
    {
        var domains = Enumerable.Range(0, 32).Select(number => $"a-rather-long-label-of-a-domain-{number}.test").ToArray();
        Assert.Equal(domains, Parse("search " + string.Join(' ', domains)).Search);
    }

    [Theory]
    [Trait("rule", "P-2")]
    [InlineData("# nameserver 10.0.0.2")]
    [InlineData("; nameserver 10.0.0.2")]
    [InlineData("  \t# nameserver 10.0.0.2")]
    [InlineData("#")]
    [InlineData("search a.test # b.test")]
    [InlineData("search a.test ;b.test")]
    [InlineData("nameserver 10.0.0.1 # the first")]
    public void A_token_that_starts_with_a_comment_sign_ends_the_line(string line)
    {
        var configuration = Parse($"nameserver 10.0.0.1\nsearch a.test\n{line}\n");
        Assert.Equal(["10.0.0.1"], Servers(configuration));
        Assert.Equal(["a.test"], configuration.Search);
    }

    [Fact]
    [Trait("rule", "P-2")]
    public void A_comment_sign_inside_a_token_is_part_of_it()
    {
        var configuration = Parse("nameserver 10.0.0.1#x\nsearch a.test;b.test c.test\n");
        Assert.Empty(configuration.NameServers);
        Assert.Equal(["c.test"], configuration.Search);
        AssertSays(configuration, 1, "'10.0.0.1#x'");
        AssertSays(configuration, 2, "'a.test;b.test'", "';'");
    }

    [Fact]
    [Trait("rule", "P-3")]
    public void A_directive_may_be_indented_and_separated_by_tabs()
    {
        var configuration = Parse(" \tnameserver\t10.0.0.1  \n\t search \t a.test\t b.test\t\n");
        Assert.Equal(["10.0.0.1"], Servers(configuration));
        Assert.Equal(["a.test", "b.test"], configuration.Search);
        Assert.Empty(configuration.Diagnostics);
    }

    [Theory]
    [Trait("rule", "P-3")]
    [InlineData("Nameserver 10.0.0.2")]
    [InlineData("SEARCH b.test")]
    [InlineData("nameserver\v10.0.0.2")]
    [InlineData("search\u00a0b.test")]
    [InlineData("whatever")]
    public void An_unknown_directive_is_ignored_and_named(string line)
    {
        var configuration = Parse($"nameserver 10.0.0.1\nsearch a.test\n{line}\n");
        Assert.Equal(["10.0.0.1"], Servers(configuration));
        Assert.Equal(["a.test"], configuration.Search);
        AssertSays(configuration, 3, "directive", "nameserver, search, domain or options");
    }

    [Fact]
    [Trait("rule", "P-4")]
    public void The_first_three_usable_servers_count()
    {
        var configuration = Parse("nameserver nil\nnameserver 10.0.0.1\nnameserver fd00::1\nnameserver 10.0.0.1\nnameserver 10.0.0.3\nnameserver 10.0.0.4\n");
        Assert.Equal(["10.0.0.1", "fd00::1", "10.0.0.3"], Servers(configuration));
        NonEmpty.All(configuration.NameServers, server => Assert.Equal(53, server.Port));
        Assert.Equal([1, 4, 6], configuration.Diagnostics.Select(diagnostic => diagnostic.Line));
        AssertSays(configuration, 6, "10.0.0.4", "at most 3");
    }

    [Theory]
    [Trait("rule", "P-4")]
    [InlineData("10.1")]
    [InlineData("0x0a000001")]
    [InlineData("1")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.1:53")]
    [InlineData("[::1]:53")]
    [InlineData("[::1]")]
    [InlineData("10.0.0.1%lo")]
    [InlineData("dns.example.com")]
    [InlineData("fe80::1%lo\0x")]
    [InlineData("fd00::1/64")]
    public void A_server_that_is_no_plain_address_is_ignored_and_named(string server)
    {
        var configuration = Parse($"nameserver {server}\n");
        Assert.Empty(configuration.NameServers);
        AssertSays(configuration, 1, "is not an address");
    }

    [Fact]
    [Trait("rule", "P-4")]
    public void An_IPv4_mapped_server_is_an_IPv4_server() =>
        Assert.Equal(["10.0.0.1"], Servers(Parse("nameserver ::ffff:10.0.0.1\nnameserver 10.0.0.1\n")));

    [Fact]
    [Trait("rule", "P-4")]
    public void A_scope_of_an_unknown_interface_becomes_zero_and_is_named()
    {
        var configuration = Parse("nameserver fe80::1%7\nnameserver fe80::2%nosuchinterface\n");
        Assert.Equal([7, 0], configuration.NameServers.Select(server => server.Address.ScopeId));
        AssertSays(configuration, 2, "'fe80::2%nosuchinterface'", "interface");
        Assert.Single(configuration.Diagnostics);
    }

    [Fact]
    [Trait("rule", "P-4")]
    public void A_scope_of_zero_is_no_interface_that_could_be_missing()
    {
        var configuration = Parse("nameserver fe80::1%0\n");
        Assert.Equal(0, Assert.Single(configuration.NameServers).Address.ScopeId);
        Assert.Empty(configuration.Diagnostics);
    }

    [Fact]
    [Trait("rule", "P-4")]
    public void No_server_is_invented()
    {
        var configuration = Parse("search a.test\n");
        Assert.Empty(configuration.NameServers);
        Assert.Equal([ResolvConfParser.NoNameServer], configuration.Diagnostics);
    }

    [Theory]
    [Trait("rule", "P-4")]
    [InlineData("nameserver", "has no value")]
    [InlineData("nameserver # none", "has no value")]
    [InlineData("nameserver 10.0.0.1 10.0.0.2", "'10.0.0.2'")]
    public void What_is_too_little_or_too_much_on_a_server_line_is_named(string line, string part) => AssertSays(Parse(line), 1, part);

    [Theory]
    [Trait("rule", "P-5")]
    [InlineData("search a.test\nsearch b.test c.test\n", "b.test c.test")]
    [InlineData("search a.test b.test\ndomain c.test\n", "c.test")]
    [InlineData("domain a.test\nsearch b.test\n", "b.test")]
    public void The_last_line_replaces_the_whole_search_list(string text, string search)
    {
        var configuration = Parse(text);
        Assert.Equal(search.Split(' '), configuration.Search);
        AssertSays(configuration, 2, "replaces the search list of line 1");
    }

    [Theory]
    [Trait("rule", "P-5")]
    [InlineData("search")]
    [InlineData("search  \t ")]
    [InlineData("domain")]
    [InlineData("search # b.test")]
    public void A_search_line_without_a_value_is_ignored(string line)
    {
        var configuration = Parse($"search a.test\n{line}\n");
        Assert.Equal(["a.test"], configuration.Search);
        AssertSays(configuration, 2, "has no value");
    }

    [Fact]
    [Trait("rule", "P-5")]
    public void Domain_takes_one_name()
    {
        var configuration = Parse("domain a.test b.test\n");
        Assert.Equal(["a.test"], configuration.Search);
        AssertSays(configuration, 1, "'b.test'");
    }

    [Fact]
    [Trait("rule", "P-5")]
    public void A_list_above_the_limits_of_Kubernetes_is_used_whole_and_named()
    {
        var domains = Enumerable.Range(0, 40).Select(number => $"{number}-{new string('x', 58)}.test").ToArray();
        var configuration = Parse("search " + string.Join(' ', domains));
        Assert.Equal(domains, configuration.Search);
        AssertSays(configuration, 1, "40 domains", "at most 32");
        AssertSays(configuration, 1, "characters", "at most 2048");
    }

    [Theory]
    [Trait("rule", "P-5")]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_list_of_2048_characters_in_32_domains_is_within_these_limits(int more, bool isTooLong)
    {
        string[] domains = [.. Enumerable.Range(0, 31).Select(number => $"{number:00}.{new string('x', 60)}"), $"31.{new string('x', 61 + more)}"];
        var configuration = Parse("nameserver 10.0.0.1\nsearch " + string.Join(' ', domains));
        Assert.Equal(2048 + more, string.Join(' ', configuration.Search).Length);
        Assert.Equal(isTooLong, !configuration.Diagnostics.IsEmpty);
    }

    [Theory]
    [Trait("rule", "P-6")]
    [InlineData("ndots:0", 0)]
    [InlineData("ndots:5", 5)]
    [InlineData("ndots:015", 15)]
    [InlineData("ndots:16", 15)]
    [InlineData("ndots:99999999999999999999", 15)]
    [InlineData("ndots:-1", 1)]
    [InlineData("ndots:+3", 1)]
    [InlineData("ndots:5abc", 1)]
    [InlineData("ndots:", 1)]
    [InlineData("ndots", 1)]
    [InlineData("ndots: 5", 1)]
    [InlineData("NDOTS:5", 1)]
    [InlineData("ndots:\u0665", 1)]
    public void Option_ndots_is_0_to_15(string option, int ndots)
    {
        var configuration = Parse($"options {option}\n");
        Assert.Equal(ndots, configuration.Ndots);
        Assert.Equal(option is "ndots:0" or "ndots:5" or "ndots:015", configuration.Diagnostics is [{ Line: 0 }]);
    }

    [Theory]
    [Trait("rule", "P-6")]
    [InlineData("timeout:0", 1)]
    [InlineData("timeout:30", 30)]
    [InlineData("timeout:31", 30)]
    [InlineData("timeout:2s", 5)]
    public void Option_timeout_is_1_to_30_seconds(string option, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Parse($"options {option}\n").Timeout);

    [Theory]
    [Trait("rule", "P-6")]
    [InlineData("attempts:0", 1)]
    [InlineData("attempts:5", 5)]
    [InlineData("attempts:6", 5)]
    [InlineData("attempts:3.5", 2)]
    public void Option_attempts_is_1_to_5(string option, int attempts) => Assert.Equal(attempts, Parse($"options {option}\n").Attempts);

    [Fact]
    [Trait("rule", "P-6")]
    public void A_value_that_was_clamped_is_named()
    {
        var configuration = Parse("nameserver 10.0.0.1\noptions ndots:16 attempts:x\n");
        AssertSays(configuration, 2, "'ndots:16'", "taken as 15", "from 0 to 15");
        AssertSays(configuration, 2, "'attempts:x'", "from 1 to 5");
    }

    [Theory]
    [Trait("rule", "P-6")]
    [InlineData("rotate", nameof(ResolverConfiguration.Rotate))]
    [InlineData("use-vc", nameof(ResolverConfiguration.UseTcp))]
    [InlineData("usevc", nameof(ResolverConfiguration.UseTcp))]
    [InlineData("tcp", nameof(ResolverConfiguration.UseTcp))]
    [InlineData("single-request", nameof(ResolverConfiguration.SingleRequest))]
    [InlineData("single-request-reopen", nameof(ResolverConfiguration.SingleRequest))]
    [InlineData("no-aaaa", nameof(ResolverConfiguration.NoAaaa))]
    [InlineData("no-reload", nameof(ResolverConfiguration.NoReload))]
    [InlineData("no-tld-query", nameof(ResolverConfiguration.NoTldQuery))]
    [InlineData("edns0 trust-ad strict-error inet6 debug no-check-names ip6-bytestring ip6-dotint no-ip6-dotint", "")]
    [InlineData("rotatexyz Rotate rotate:1 use-vc,rotate", "")]
    public void Each_flag_sets_its_own_word_and_nothing_else(string options, string word)
    {
        var configuration = Parse($"nameserver 10.0.0.1\noptions {options}\n");
        Assert.Equal(word is "Rotate", configuration.Rotate);
        Assert.Equal(word is "UseTcp", configuration.UseTcp);
        Assert.Equal(word is "SingleRequest", configuration.SingleRequest);
        Assert.Equal(word is "NoAaaa", configuration.NoAaaa);
        Assert.Equal(word is "NoReload", configuration.NoReload);
        Assert.Equal(word is "NoTldQuery", configuration.NoTldQuery);
        Assert.Equal(options.StartsWith("rotatexyz", StringComparison.Ordinal) ? 4 : 0, configuration.Diagnostics.Length);
    }

    [Fact]
    [Trait("rule", "P-6")]
    public void Options_add_up_over_lines_and_the_later_value_wins()
    {
        var configuration = Parse("options ndots:2 rotate\noptions timeout:3 ndots:5\n");
        Assert.Equal(5, configuration.Ndots);
        Assert.True(configuration.Rotate);
        Assert.Equal(TimeSpan.FromSeconds(3), configuration.Timeout);
    }

    [Theory]
    [Trait("rule", "P-6")]
    [InlineData("options rotate use-vc\noptions rotate\noptions tcp\n")]
    [InlineData("options rotate rotate use-vc usevc\n")]
    public void An_option_that_is_set_twice_stays_set(string text)
    {
        var configuration = Parse(text);
        Assert.True(configuration.Rotate);
        Assert.True(configuration.UseTcp);
    }

    [Fact]
    [Trait("rule", "P-6")]
    [Trait("rule", "T-1")]
    public void Without_options_the_defaults_of_the_manual_page_hold()
    {
        var configuration = Parse("");
        Assert.Equal((1, TimeSpan.FromSeconds(5), 2), (configuration.Ndots, configuration.Timeout, configuration.Attempts));
        Assert.False(configuration.Rotate);
    }

    [Theory]
    [Trait("rule", "P-7")]
    [InlineData("sortlist 130.155.160.0/255.255.240.0 130.155.0.0")]
    [InlineData("lookup file bind")]
    [InlineData("family inet4")]
    public void Directives_that_order_answers_are_ignored_and_named(string line)
    {
        var configuration = Parse($"nameserver 10.0.0.1\n{line}\n");
        Assert.Equal(["10.0.0.1"], Servers(configuration));
        AssertSays(configuration, 2, "peers are always sorted");
    }

    [Fact]
    [Trait("rule", "P-8")]
    public void The_environment_changes_nothing()
    {
        Environment.SetEnvironmentVariable("LOCALDOMAIN", "environment.test");
        Environment.SetEnvironmentVariable("RES_OPTIONS", "ndots:9 rotate");
        try
        {
            var configuration = Parse("nameserver 10.0.0.1\nsearch a.test\n");
            Assert.Equal(["a.test"], configuration.Search);
            Assert.Equal(1, configuration.Ndots);
            Assert.False(configuration.Rotate);
        }
        finally
        {
            Environment.SetEnvironmentVariable("LOCALDOMAIN", null);
            Environment.SetEnvironmentVariable("RES_OPTIONS", null);
        }
    }

    [Fact]
    [Trait("rule", "P-10")]
    public void The_file_that_kubelet_writes_is_read_without_a_word()
    {
        var configuration = Parse("search shop.svc.cluster.local svc.cluster.local cluster.local corp.example.com\nnameserver 10.96.0.10\noptions ndots:5\n", "/etc/resolv.conf");
        Assert.Equal("/etc/resolv.conf", configuration.Path);
        Assert.Equal(["10.96.0.10"], Servers(configuration));
        Assert.Equal(["shop.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example.com"], configuration.Search);
        Assert.Equal(5, configuration.Ndots);
        Assert.Empty(configuration.Diagnostics);
    }

    [Theory]
    [Trait("rule", "S-6")]
    [InlineData("search a.test A.TEST b.test a.test.", "a.test b.test")]
    [InlineData("search . a.test .", ". a.test")]
    public void A_search_domain_is_kept_once_whatever_its_case(string line, string search)
    {
        var configuration = Parse(line);
        Assert.Equal(search.Split(' '), configuration.Search);
        AssertSays(configuration, 1, "is listed twice");
    }

    [Fact]
    [Trait("rule", "S-8")]
    public void The_host_name_gives_no_search_domain() => Assert.Empty(Parse("nameserver 10.0.0.1\n").Search);

    [Theory]
    [Trait("rule", "S-9")]
    [InlineData(".svc.cluster.local")]
    [InlineData("a..test")]
    [InlineData("..")]
    [InlineData("a.test,b.test")]
    [InlineData("b\u00fccher.de")]
    [InlineData("--")]
    [InlineData("a\0b.test")]
    public void An_unusable_search_domain_is_left_out_and_named(string domain)
    {
        var configuration = Parse($"search {domain} ok.test\n");
        Assert.Equal(["ok.test"], configuration.Search);
        AssertSays(configuration, 1, "search domain");
    }

    [Fact]
    [Trait("rule", "S-10")]
    public void The_case_of_a_search_domain_is_kept() => Assert.Equal(["Shop.SVC.cluster.local"], Parse("search Shop.SVC.cluster.local").Search);

    private static ResolverConfiguration Parse(string text, string? path = null) => ResolvConfParser.Parse(text, path);

    private static IEnumerable<string> Servers(ResolverConfiguration configuration) => configuration.NameServers.Select(server => server.Address.ToString());

    private static void AssertSays(ResolverConfiguration configuration, int line, params string[] parts) =>
        Assert.Contains(configuration.Diagnostics, diagnostic => diagnostic.Line == line
            && diagnostic.Message.EndsWith('.')
            && parts.All(part => diagnostic.Message.Contains(part, StringComparison.Ordinal)));
}
