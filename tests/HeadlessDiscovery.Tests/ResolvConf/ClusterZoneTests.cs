using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

[Trait("rule", "S-14")]
public sealed class ClusterZoneTests
{
    private const string Pod = "shop.svc.cluster.local svc.cluster.local cluster.local";

    [Theory]
    [InlineData(Pod, "cluster.local")]
    [InlineData("shop.svc.Cluster.Local SVC.cluster.local Cluster.LOCAL", "Cluster.LOCAL")]
    [InlineData("cluster.local svc.cluster.local", "cluster.local")]
    [InlineData("shop.svc.k8s.corp svc.k8s.corp k8s.corp corp", "k8s.corp")]
    [InlineData("shop.svc.k8s svc.k8s k8s", "k8s")]
    [InlineData("shop.svc.cluster.local", "cluster.local")]
    [InlineData("corp.example.com shop.svc.cluster.local", "cluster.local")]
    [InlineData("svc.svc.cluster.local svc.cluster.local cluster.local", "cluster.local")]
    [InlineData("shop.svc.svc.corp svc.svc.corp svc.corp corp", "svc.corp")]
    [InlineData("svc.cluster.local", null)]
    [InlineData("corp.example.com example.com", null)]
    [InlineData("service.consul node.consul", null)]
    [InlineData("a.b.svc.cluster.local", null)]
    [InlineData("shop.svc", null)]
    [InlineData("shop.svcs.test", null)]
    [InlineData(".", null)]
    [InlineData("", null)]
    public void The_zone_is_read_from_the_list(string search, string? zone) => Assert.Equal(zone, Expand("web", search).ClusterZone);

    [Fact]
    public void In_a_pod_a_short_name_stays_in_the_cluster()
    {
        var expansion = Expand("web", Pod);
        Assert.Equal(["web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local."], expansion.Candidates);
        AssertSkipped(expansion, "web.");
    }

    [Fact]
    public void A_wildcard_in_a_node_domain_cannot_answer()
    {
        var expansion = Expand("web", Pod + " corp.example.com eu-west-1.compute.internal");
        Assert.Equal(["web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local."], expansion.Candidates);
        AssertSkipped(expansion, "web.corp.example.com.", "web.eu-west-1.compute.internal.", "web.");
    }

    [Fact]
    public void A_domain_that_only_ends_like_the_zone_is_outside_it() =>
        AssertSkipped(Expand("web", Pod + " notcluster.local"), "web.notcluster.local.", "web.");

    [Fact]
    public void A_domain_below_the_zone_takes_part() =>
        Assert.Contains("web.team.Cluster.local.", Expand("web", Pod + " team.Cluster.local").Candidates);

    [Fact]
    public void A_dotted_name_outside_the_zone_takes_no_part_as_it_is()
    {
        var expansion = Expand("web.prod", Pod, ndots: 2);
        Assert.Equal(["web.prod.shop.svc.cluster.local.", "web.prod.svc.cluster.local.", "web.prod.cluster.local."], expansion.Candidates);
        AssertSkipped(expansion, "web.prod.");
    }

    // S-14: a negative answer would otherwise be a verdict on a name that the file asks for, and that was not queried.
    [Theory]
    [InlineData("web", 0)]
    [InlineData("web.prod", 1)]
    [InlineData("web.corp.example.com", 3)]
    public void A_name_with_enough_dots_takes_part_as_it_is_because_the_file_asks_for_it_first(string name, int ndots)
    {
        var expansion = Expand(name, Pod, ndots);
        Assert.Equal([$"{name}.", $"{name}.shop.svc.cluster.local.", $"{name}.svc.cluster.local.", $"{name}.cluster.local."], expansion.Candidates);
        Assert.Empty(expansion.Skipped);
    }

    [Theory]
    [InlineData("web.shop.svc.cluster.local")]
    [InlineData("web.shop.svc.CLUSTER.local")]
    [InlineData("cluster.local")]
    public void A_name_at_or_below_the_zone_takes_part_as_it_is(string name)
    {
        Assert.Equal(name + ".", Expand(name, Pod).Candidates[^1]);
        Assert.Equal(name + ".", Expand(name, Pod, ndots: 0).Candidates[0]);
    }

    [Fact]
    public void A_rooted_name_is_meant_wherever_it_lies()
    {
        var expansion = Expand("web.corp.example.com.", Pod);
        Assert.Equal(["web.corp.example.com."], expansion.Candidates);
        Assert.Empty(expansion.Skipped);
    }

    [Theory]
    [InlineData("web", "", "web.")]
    [InlineData("web", "corp.example.com", "web.corp.example.com. web.")]
    [InlineData("web", "service.consul", "web.service.consul. web.")]
    [InlineData("web.service.consul", "", "web.service.consul.")]
    public void Without_a_zone_the_list_works_as_in_libc(string name, string search, string candidates)
    {
        var expansion = Expand(name, search, ndots: 1);
        Assert.Equal(candidates.Split(' '), expansion.Candidates);
        Assert.Empty(expansion.Skipped);
    }

    [Fact]
    public void With_ndots_0_of_docker_compose_the_bare_name_comes_first() =>
        Assert.Equal(["web.", "web.corp.example.com."], Expand("web", "corp.example.com", ndots: 0).Candidates);

    [Fact]
    public void A_list_of_the_namespace_alone_shows_the_zone()
    {
        var expansion = Expand("web", "shop.svc.cluster.local corp.example.com");
        Assert.Equal(["web.shop.svc.cluster.local."], expansion.Candidates);
        AssertSkipped(expansion, "web.corp.example.com.", "web.");
    }

    [Fact]
    public void A_dot_in_the_list_is_held_to_the_zone_like_the_bare_name() => AssertSkipped(Expand("web", Pod + " ."), "web.");

    [Fact]
    public void The_zone_is_shown_even_where_the_rule_is_off()
    {
        var expansion = SearchList.Expand("web", [.. (Pod + " corp.example.com").Split(' ')], 5, noTldQuery: false, requireClusterSuffix: false);
        Assert.Equal("cluster.local", expansion.ClusterZone);
        Assert.Equal(["web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local.", "web.corp.example.com.", "web."], expansion.Candidates);
    }

    private static SearchExpansion Expand(string name, string search, int ndots = 5) =>
        SearchList.Expand(name, [.. search.Split(' ', StringSplitOptions.RemoveEmptyEntries)], ndots, noTldQuery: false, requireClusterSuffix: true);

    private static void AssertSkipped(SearchExpansion expansion, params string[] names)
    {
        Assert.Equal(names, expansion.Skipped.Select(skipped => skipped.Name));
        NonEmpty.All(expansion.Skipped, skipped =>
        {
            Assert.True(skipped.IsOutsideCluster);
            Assert.Contains("with a trailing dot, or set RequireClusterSuffix = false", skipped.Why, StringComparison.Ordinal);
        });
        Assert.Empty(expansion.Candidates.Intersect(names));
    }
}
