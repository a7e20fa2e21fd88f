using System.Collections.Immutable;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class SearchListTests
{
    private const string Pod = "shop.svc.cluster.local svc.cluster.local cluster.local";

    [Fact]
    [Trait("rule", "S-1")]
    public void An_unusable_name_has_no_candidates_and_says_why()
    {
        var expansion = Expand("a..b", Pod);
        Assert.Empty(expansion.Candidates);
        Assert.Equal([new("a..b", ServiceName.Problem("a..b")!)], expansion.Skipped);
    }

    [Theory]
    [Trait("rule", "S-2")]
    [InlineData("web.", 5)]
    [InlineData("web.corp.example.com.", 0)]
    public void A_rooted_name_is_its_only_candidate(string name, int ndots)
    {
        var expansion = Expand(name, Pod, ndots);
        Assert.Equal([name], expansion.Candidates);
        Assert.Empty(expansion.Skipped);
    }

    [Theory]
    [Trait("rule", "S-3")]
    [InlineData("web", 0, "web. web.a.test.")]
    [InlineData("web", 1, "web.a.test. web.")]
    [InlineData("web.b", 1, "web.b. web.b.a.test.")]
    [InlineData("web.b", 2, "web.b.a.test. web.b.")]
    public void The_dots_of_the_input_decide_whether_the_bare_name_comes_first(string name, int ndots, string candidates) =>
        Assert.Equal(candidates.Split(' '), Expand(name, "a.test", ndots).Candidates);

    [Fact]
    [Trait("rule", "S-4")]
    public void Domains_keep_their_order_on_either_side_of_the_bare_name()
    {
        Assert.Equal(["w.b.test.", "w.a.test.", "w."], Expand("w", "b.test a.test", 1).Candidates);
        Assert.Equal(["w.", "w.b.test.", "w.a.test."], Expand("w", "b.test a.test", 0).Candidates);
    }

    [Theory]
    [Trait("rule", "S-4")]
    [Trait("rule", "P-6")]
    [InlineData("web", "a.test", 1, "web.a.test.")]
    [InlineData("web", "a.test", 0, "web. web.a.test.")]
    [InlineData("web.b", "a.test", 5, "web.b.a.test. web.b.")]
    [InlineData("web", "", 1, "web.")]
    [InlineData("web", ". a.test", 1, "web. web.a.test.")]
    public void Option_no_tld_query_leaves_out_the_last_try_of_a_bare_label_only(string name, string search, int ndots, string candidates) =>
        Assert.Equal(candidates.Split(' '), Expand(name, search, ndots, noTldQuery: true).Candidates);

    [Fact]
    [Trait("rule", "S-4")]
    public void A_bare_label_that_was_left_out_is_reported() =>
        Assert.Contains("write it with a trailing dot", Assert.Single(Expand("web", "a.test", noTldQuery: true).Skipped).Why, StringComparison.Ordinal);

    [Fact]
    [Trait("rule", "S-5")]
    public void A_candidate_that_is_too_long_is_left_out_and_the_rest_stay()
    {
        var longest = $"{new string('x', 63)}.{new string('x', 63)}.{new string('x', 63)}.{new string('x', 57)}";
        var expansion = Expand("web", $"{longest} {longest}x a.test");
        Assert.Equal([$"web.{longest}.", "web.a.test.", "web."], expansion.Candidates);
        Assert.Equal(254, expansion.Candidates[0].Length);
        Assert.Contains("254 characters", Assert.Single(expansion.Skipped).Why, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("rule", "S-6")]
    public void A_candidate_is_asked_once() =>
        Assert.Equal(["w.a.test.", "w.b.test.", "w."], Expand("w", "a.test A.TEST b.test a.test.").Candidates);

    [Theory]
    [Trait("rule", "S-7")]
    [InlineData("a.test .", "w.a.test. w.")]
    [InlineData(". a.test", "w. w.a.test.")]
    [InlineData("a.test . b.test .", "w.a.test. w. w.b.test.")]
    public void A_dot_in_the_list_is_the_bare_name_at_this_place(string search, string candidates) =>
        Assert.Equal(candidates.Split(' '), Expand("w", search).Candidates);

    [Fact]
    [Trait("rule", "S-8")]
    public void Without_a_list_the_bare_name_is_all_there_is() => Assert.Equal(["web."], Expand("web", "").Candidates);

    [Fact]
    [Trait("rule", "S-9")]
    public void An_unusable_domain_is_left_out_and_reported()
    {
        var expansion = Expand("w", ".svc.cluster.local a.test,b.test ok.test");
        Assert.Equal(["w.ok.test.", "w."], expansion.Candidates);
        Assert.Equal([".svc.cluster.local", "a.test,b.test"], expansion.Skipped.Select(skipped => skipped.Name));
    }

    [Fact]
    [Trait("rule", "S-10")]
    public void The_case_of_the_name_is_kept() => Assert.Equal(["Web.A.test.", "Web."], Expand("Web", "A.test").Candidates);

    [Theory]
    [Trait("rule", "S-12")]
    [InlineData("web.shop.svc.cluster.local", 3)]
    [InlineData("web-0.web.shop.svc.cluster.local", 0)]
    [InlineData("_http._tcp.web.shop.svc.cluster.local", 0)]
    public void With_ndots_5_the_full_name_without_final_dot_comes_last(string name, int place) =>
        Assert.Equal(name + ".", Expand(name, Pod, 5).Candidates[place]);

    [Fact]
    [Trait("rule", "S-13")]
    public void A_name_with_a_namespace_is_found_at_the_second_candidate() =>
        Assert.Equal("web.prod.svc.cluster.local.", Expand("web.prod", Pod, 5).Candidates[1]);

    private static SearchExpansion Expand(string name, string search, int ndots = 1, bool noTldQuery = false) =>
        SearchList.Expand(name, [.. search.Split(' ', StringSplitOptions.RemoveEmptyEntries)], ndots, noTldQuery, requireClusterSuffix: false);
}
