using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class ServiceNameTests
{
    private static readonly string Label63 = new('x', 63);

    [Theory]
    [Trait("rule", "S-1")]
    [InlineData("web")]
    [InlineData("web.prod")]
    [InlineData("web.prod.svc.cluster.local.")]
    [InlineData("_http._tcp.web.prod.svc.cluster.local")]
    [InlineData("1foo.com")]
    [InlineData("onion")]
    [InlineData("onion.")]
    [InlineData("xn--bcher-kva.de")]
    public void A_name_of_a_service_is_fine(string name) => Assert.Null(ServiceName.Problem(name));

    [Theory]
    [Trait("rule", "S-1")]
    [InlineData("", "is empty")]
    [InlineData(".", "empty label")]
    [InlineData("..", "empty label")]
    [InlineData("web..", "empty label")]
    [InlineData("a..b", "empty label")]
    [InlineData(".a", "empty label")]
    [InlineData("a.b.com-", "'com-'")]
    [InlineData("-a.b", "'-a'")]
    [InlineData("a-.b", "'a-'")]
    [InlineData("10.244.1.7", "is an address")]
    [InlineData("10.244.1.7.", "is an address")]
    [InlineData("10.1", "is an address")]
    [InlineData("fd00::1", "is an address")]
    [InlineData("fe80::1%1", "is an address")]
    [InlineData("web:80", "':'")]
    [InlineData("web/shop", "'/'")]
    [InlineData("we b", "' '")]
    [InlineData("b\u00fccher", "'\\u00fc'")]
    [InlineData("we\0b", "'\\u0000'")]
    public void A_name_that_cannot_be_asked_is_named_with_what_would_be_right(string name, string part)
    {
        var problem = ServiceName.Problem(name);
        Assert.Contains(part, problem, StringComparison.Ordinal);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("rule", "S-1")]
    [InlineData("_grpc._tcp.orders", "ServiceName = \"orders\" and PortName = \"grpc\"")]
    [InlineData("_raft._udp.orders.shop", "ServiceName = \"orders.shop\" and PortName = \"raft\" and Protocol = \"udp\"")]
    [InlineData("orders:5000", "ServiceName = \"orders\" and Port = 5000")]
    [InlineData("dns:///orders:5000", "ServiceName = \"orders\" and Port = 5000")]
    [InlineData("http://orders/", "ServiceName = \"orders\"")]
    public void A_name_with_parts_of_other_options_says_which_are_meant(string name, string meant) =>
        Assert.EndsWith($"is more than a name; set {meant}.", ServiceAddress.Problem(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("orders")]
    [InlineData("orders.shop.svc.cluster.local.")]
    [InlineData("fd00::1")]
    [InlineData("or_ders")]
    [InlineData("10.0.0.1:80")]
    public void A_name_without_such_parts_is_left_to_the_other_rules(string name) => Assert.Null(ServiceAddress.Problem(name));

    [Fact]
    [Trait("rule", "S-1")]
    public void A_label_has_at_most_63_characters_and_a_name_253_without_its_final_dot()
    {
        Assert.Null(ServiceName.Problem(Label63));
        Assert.Contains("64 characters", ServiceName.Problem(Label63 + "x"), StringComparison.Ordinal);

        var name253 = $"{Label63}.{Label63}.{Label63}.{Label63[..61]}";
        Assert.Null(ServiceName.Problem(name253));
        Assert.Null(ServiceName.Problem(name253 + "."));
        Assert.Contains("254 characters", ServiceName.Problem(name253 + "x"), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("rule", "S-11")]
    [InlineData("foo.onion")]
    [InlineData("foo.ONION.")]
    public void A_name_that_DNS_never_answers_is_refused(string name) =>
        Assert.Contains(".onion", ServiceName.Problem(name), StringComparison.Ordinal);
}
