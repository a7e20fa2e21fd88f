using System.Collections.Immutable;
using System.Net;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

/// <summary>Which names a file asks for, and which of them the cluster-suffix rule leaves out: nothing else may make a negative answer a verified one.</summary>
[Trait("rule", "S-14")]
public sealed class SearchedNamesTests
{
    private const string Pod = "shop.svc.cluster.local svc.cluster.local cluster.local";
    private const string ClusterSet = "shop.svc.clusterset.local svc.clusterset.local clusterset.local";

    [Theory]
    [InlineData("arc-runners.svc.cluster.local svc.cluster.local cluster.local", "web. web.arc-runners.svc.cluster.local. web.svc.cluster.local. web.cluster.local.")]
    [InlineData("eng.svc.acme.example acme.example", "web. web.eng.svc.acme.example. web.acme.example.")]
    [InlineData($"{Pod} {ClusterSet}", "web. web.shop.svc.cluster.local. web.svc.cluster.local. web.cluster.local. web.shop.svc.clusterset.local. web.svc.clusterset.local. web.clusterset.local.")]
    [InlineData("corp.example.com", "web. web.corp.example.com.")]
    [InlineData("", "web.")]
    public void In_a_container_with_ndots_0_every_name_of_the_list_is_queried(string search, string candidates)
    {
        var expansion = Expand("web", search, ndots: 0, "127.0.0.11");
        Assert.Equal(candidates.Split(' '), expansion.Candidates);
        Assert.Empty(expansion.Skipped);
    }

    [Theory]
    [InlineData(Pod, "cluster.local")]
    [InlineData($"{Pod} {ClusterSet}", "cluster.local clusterset.local")]
    [InlineData("svc.clusterset.local clusterset.local svc.cluster.local cluster.local", "clusterset.local cluster.local")]
    [InlineData("shop.svc.k8s.corp svc.k8s.corp k8s.corp svc.corp corp", "k8s.corp corp")]
    [InlineData("svc.svc.cluster.local svc.cluster.local cluster.local", "cluster.local")]
    [InlineData("shop.svc.svc.corp svc.svc.corp svc.corp corp", "svc.corp")]
    [InlineData("shop.svc.a.test shop.svc.b.test", "a.test b.test")]
    [InlineData($"{Pod} node.svc.corp.example.com", "cluster.local")]
    [InlineData("corp.example.com", "")]
    public void Every_domain_whose_svc_is_listed_is_a_zone(string search, string zones)
    {
        var expansion = Expand("web", search, ndots: 5, "10.96.0.10");
        Assert.Equal(zones.Split(' ', StringSplitOptions.RemoveEmptyEntries), expansion.ClusterZones);
        Assert.Equal(expansion.ClusterZones.FirstOrDefault(), expansion.ClusterZone);
    }

    [Fact]
    public void In_a_pod_of_two_zones_both_may_answer_and_the_full_name_of_either()
    {
        Assert.Equal(
            ["web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local.", "web.shop.svc.clusterset.local.", "web.svc.clusterset.local.", "web.clusterset.local."],
            Expand("web", $"{Pod} {ClusterSet}", ndots: 5, "10.96.0.10").Candidates);
        Assert.Equal("web.shop.svc.clusterset.local.", Expand("web.shop.svc.clusterset.local", $"{Pod} {ClusterSet}", ndots: 5, "10.96.0.10").Candidates[^1]);
    }

    [Fact]
    public void What_two_zones_leave_out_names_both_of_them() =>
        NonEmpty.All(Expand("web", $"{Pod} {ClusterSet} corp.example.com", ndots: 5, "10.96.0.10").Skipped, skipped =>
            Assert.StartsWith("outside the cluster domains cluster.local and clusterset.local. ", skipped.Why, StringComparison.Ordinal));

    [Theory]
    [InlineData("dns.podman", "10.89.0.1")]
    [InlineData("DNS.Podman", "192.168.7.1 127.0.0.1")]
    [InlineData("dns.podman", "172.16.0.1")]
    [InlineData("dns.podman", "172.31.0.1")]
    [InlineData("dns.podman", "fd00:89::1")]
    public void The_own_domain_of_a_container_network_takes_part_where_its_name_servers_are_that_network_s(string domain, string servers) =>
        Assert.Equal($"web.{domain}.", Expand("web", $"{domain} {Pod}", ndots: 5, servers).Candidates[0]);

    [Theory]
    [InlineData($"{Pod} dns.podman", "10.89.0.1")]
    [InlineData($"{Pod} {ClusterSet} dns.podman", "10.89.0.1")]
    [InlineData($"shop.svc.cluster.local dns.podman", "10.89.0.1")]
    [InlineData($"dns.podman {Pod}", "169.254.20.10")]
    [InlineData($"dns.podman {Pod}", "fe80::1")]
    [InlineData($"dns.podman {Pod}", "1.1.1.1")]
    [InlineData($"dns.podman {Pod}", "172.32.0.1")]
    [InlineData($"dns.podman {Pod}", "2001:db8::1")]
    [InlineData($"dns.podman {Pod}", "10.89.0.1 1.1.1.1")]
    [InlineData($"dns.podman {Pod}", "")]
    public void It_is_left_out_and_named_where_that_is_not_sure(string search, string servers) =>
        Assert.Contains(Expand("web", search, ndots: 5, servers).Skipped, skipped => skipped is { Name: "web.dns.podman.", IsOutsideCluster: true });

    [Fact]
    public void Another_domain_of_a_node_is_not_that_of_a_container_network() =>
        Assert.Contains(Expand("web", $"example.podman {Pod}", ndots: 5, "10.89.0.1").Skipped, skipped => skipped is { Name: "web.example.podman.", IsOutsideCluster: true });

    [Fact]
    public void What_cannot_exist_or_what_the_file_leaves_out_itself_is_no_name_that_was_not_queried()
    {
        var expansion = SearchList.Expand("web", ["a.test,b.test", "cluster.local", "svc.cluster.local", new string('a', 63) + "." + string.Join('.', Enumerable.Repeat(new string('b', 46), 4))], 5, noTldQuery: true, requireClusterSuffix: true);
        Assert.Equal(3, expansion.Skipped.Length);
        NonEmpty.All(expansion.Skipped, skipped => Assert.False(skipped.IsOutsideCluster));
    }

    private static SearchExpansion Expand(string name, string search, int ndots, string servers) => SearchList.Expand(
        name,
        Words(search),
        ndots,
        noTldQuery: false,
        requireClusterSuffix: true,
        [.. Words(servers).Select(server => new IPEndPoint(IPAddress.Parse(server), 53))]);

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
