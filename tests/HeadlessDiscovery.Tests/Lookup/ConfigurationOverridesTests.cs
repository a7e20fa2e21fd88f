using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class ConfigurationOverridesTests
{
    private static readonly ResolverConfiguration File = ResolvConfParser.Parse(
        "nameserver 10.0.0.1\nsearch a.test\noptions ndots:5 rotate no-aaaa no-tld-query single-request no-reload\nrubbish\n", "/etc/resolv.conf");

    [Fact]
    public void Options_that_replace_nothing_give_the_same_reference() =>
        Assert.Same(File, ConfigurationOverrides.Apply(File, new HeadlessPeersOptions { ServiceName = "web" }));

    [Fact]
    public void What_is_set_replaces_and_what_is_not_stays()
    {
        var applied = ConfigurationOverrides.Apply(File, new HeadlessPeersOptions
        {
            NameServers = { "10.0.0.9", "10.0.0.9:5353", "[fd00::1]:54", "::ffff:10.0.0.9" },
            Ndots = 2,
        });

        Assert.Equal(["10.0.0.9:53", "10.0.0.9:5353", "[fd00::1]:54"], applied.NameServers.Select(server => server.ToString()));
        Assert.Equal(2, applied.Ndots);
        Assert.Equal(["a.test"], applied.Search);
        Assert.Equal(File.Path, applied.Path);
        Assert.Equal((File.Timeout, File.Attempts, false), (applied.Timeout, applied.Attempts, applied.UseTcp));
        Assert.True(applied.Rotate && applied.NoAaaa && applied.NoTldQuery && applied.SingleRequest && applied.NoReload);
        Assert.Equal(File.Diagnostics, applied.Diagnostics);
    }

    [Fact]
    public void Each_scalar_option_replaces_its_own_value()
    {
        var applied = ConfigurationOverrides.Apply(File, new HeadlessPeersOptions { AttemptTimeout = TimeSpan.FromMilliseconds(10), Attempts = 4, UseTcp = true });
        Assert.Equal((TimeSpan.FromMilliseconds(10), 4, true), (applied.Timeout, applied.Attempts, applied.UseTcp));
        Assert.Equal(["10.0.0.1:53"], applied.NameServers.Select(server => server.ToString()));
    }

    [Fact]
    public void Search_domains_are_read_like_those_of_the_file()
    {
        var applied = ConfigurationOverrides.Apply(File, new HeadlessPeersOptions { SearchDomains = { "b.test.", "B.test", ".", "c,d" } });
        Assert.Equal(["b.test", "."], applied.Search);
        Assert.Contains(applied.Diagnostics, diagnostic => diagnostic.Line == 0 && diagnostic.Message.Contains("'c,d'", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_servers_end_the_complaint_that_the_file_has_none()
    {
        var without = ResolvConfParser.Parse("search a.test\n");
        Assert.Contains(ResolvConfParser.NoNameServer, ConfigurationOverrides.Apply(without, new HeadlessPeersOptions { Ndots = 5 }).Diagnostics);
        Assert.Empty(ConfigurationOverrides.Apply(without, new HeadlessPeersOptions { NameServers = { "10.0.0.1" } }).Diagnostics);
    }

    [Theory]
    [InlineData("10.1")]
    [InlineData("dns.example.com")]
    [InlineData("10.0.0.1:0")]
    [InlineData("10.0.0.1:65536")]
    [InlineData("10.0.0.1:")]
    [InlineData("[::1")]
    [InlineData("::1%lo\0x")]
    [InlineData("")]
    public void A_server_that_is_no_end_point_is_ignored_and_named_and_that_of_the_file_does_not_come_back(string server)
    {
        var applied = ConfigurationOverrides.Apply(File, new HeadlessPeersOptions { NameServers = { server } });
        Assert.Empty(applied.NameServers);
        Assert.Contains(applied.Diagnostics, diagnostic => diagnostic.Message.Contains("of NameServers is ignored", StringComparison.Ordinal));
        Assert.Equal(ResolvConfParser.NoNameServer, applied.Diagnostics[^1]);
    }

    [Fact]
    public void A_scope_of_a_given_server_is_kept() => Assert.Equal(
        7,
        ConfigurationOverrides.Apply(File, new HeadlessPeersOptions { NameServers = { "[fe80::1%7]:53" } }).NameServers[0].Address.ScopeId);
}
