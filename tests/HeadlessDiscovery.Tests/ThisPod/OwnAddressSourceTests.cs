using System.Net;
using System.Net.NetworkInformation;
using HeadlessDiscovery.Options;

namespace HeadlessDiscovery.Tests.Options;

[Trait("rule", "O-4")]
public sealed class OwnAddressSourceTests
{
    private static readonly string[] Cards = ["127.0.0.1", "::1", "10.244.1.7", "169.254.3.4", "fe80::1%2", "fd00::7"];

    [Fact]
    public void The_option_wins() => Assert.Equal("10.9.9.9:5000", Find(options => options.SelfAddresses.Add("10.9.9.9:5000"), ("POD_IP", "10.1.1.1")));

    [Fact]
    public void POD_IPS_wins_over_POD_IP() =>
        Assert.Equal("10.1.1.1 [fd00::1]", Find(null, ("POD_IPS", "10.1.1.1, fd00::1"), ("POD_IP", "10.2.2.2")));

    [Theory]
    [InlineData("10.1.1.1")]
    [InlineData("[fd00::1]")]
    public void POD_IPS_is_complete_and_nothing_is_added_from_the_interfaces(string only) => Assert.Equal(only, Find(null, ("POD_IPS", only), ("POD_IP", only)));

    [Theory]
    [InlineData("10.1.1.1", "10.1.1.1 [fd00::7]")]
    [InlineData("fd00::1", "[fd00::1] 10.244.1.7")]
    public void POD_IP_alone_comes_first_and_the_other_family_is_filled_from_the_interfaces(string pod, string expected) => Assert.Equal(expected, Find(null, ("POD_IP", pod)));

    [Fact]
    public void Without_variables_the_interfaces_count_without_loopback_and_link_local() => Assert.Equal("10.244.1.7 [fd00::7]", Find(null));

    [Fact]
    public void IPv4_comes_first_whatever_the_order_of_the_interfaces() =>
        Assert.Equal("10.1.1.1 [fd00::7]", string.Join(' ', OwnAddressSource.Find(new HeadlessPeersOptions(), _ => null, () => [IPAddress.Parse("fd00::7"), IPAddress.Parse("10.1.1.1")]).All));

    [Fact]
    public void A_resolver_gives_the_addresses_that_it_goes_by()
    {
        using var resolver = new PeerResolver("orders", options => options.SelfAddresses.Add("10.9.9.9:5000"));
        Assert.Equal("10.9.9.9:5000", string.Join(' ', resolver.GetOwnAddresses()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-an-address")]
    [InlineData(",")]
    public void A_variable_that_holds_no_address_is_as_if_it_were_not_set(string value) => Assert.Equal("10.244.1.7 [fd00::7]", Find(null, ("POD_IP", value)));

    [Theory]
    [InlineData("$(POD_IP)", "Unexpanded")]
    [InlineData("10.244.1.7/24", "Cidr")]
    [InlineData("'10.244.1.7'", "Quoted")]
    [InlineData("\"10.244.1.7\"", "Quoted")]
    [InlineData("10.244.1.7 fd00::7", "Several")]
    [InlineData("10.244.1.7,10.244.1.8", "Several")]
    [InlineData("10.244.1.7, fd00::7", "Several")]
    [InlineData("not-an-address", "NotAnAddress")]
    public void A_value_that_is_given_and_wrong_is_reported_with_its_fault(string value, string fault)
    {
        var own = OwnAddressSource.Find(new HeadlessPeersOptions(), name => name == "POD_IP" ? value : null, () => [IPAddress.Parse("10.9.9.9")]);

        var problem = Assert.Single(own.Problems);
        Assert.Equal(("POD_IP", $"'{value}'", fault), (problem.Variable, problem.Value, problem.Fault.ToString()));
        Assert.Equal("interfaces", own.Source);
    }

    [Fact]
    public void An_address_of_the_other_family_is_not_said_to_be_from_POD_IP()
    {
        Assert.Equal("POD_IP, other family from interfaces", Source("10.244.1.7", "fd00::7"));
        Assert.Equal("POD_IP", Source("10.244.1.7", "10.9.9.9"));

        static string Source(string pod, string card) => OwnAddressSource.Find(new HeadlessPeersOptions(), name => name == "POD_IP" ? pod : null, () => [IPAddress.Parse(card)]).Source;
    }

    [Fact]
    public void A_mapped_address_is_IPv4() => Assert.Equal("10.1.1.1 [fd00::7]", Find(null, ("POD_IP", "::ffff:10.1.1.1")));

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1:80", true)]
    [InlineData("10.0.0.1:80", "10.0.0.1:80", true)]
    [InlineData("10.0.0.1:80", "10.0.0.1:81", false)]
    [InlineData("10.0.0.1:80", "10.0.0.1", true)]
    [InlineData("10.0.0.2", "10.0.0.1", false)]
    public void Self_is_compared_by_address_and_by_port_where_both_are_known(string own, string peer, bool isSelf) =>
        Assert.Equal(isSelf, new OwnAddresses([Peer.Parse(own)], "test").Contains(Peer.Parse(peer)));

    [Theory]
    [InlineData("interfaces", "10.0.1.2 10.0.1.3", "10.0.1.2", true)]
    [InlineData("interfaces", "10.0.1.2 10.0.1.3", "10.0.1.2 10.0.1.3", false)]
    [InlineData("interfaces", "10.0.1.2", "10.0.1.2", false)]
    [InlineData("interfaces", "10.0.1.2 fd00::2", "10.0.1.2", false)]
    [InlineData("interfaces", "10.0.1.2 fd00::2 fd00::3", "10.0.1.2 fd00::2", true)]
    [InlineData("interfaces", "10.0.1.2 fd00::2 fd00::3", "10.0.1.2", false)]
    [InlineData("POD_IPS", "10.0.1.2 10.0.1.3", "10.0.1.2", false)]
    [InlineData("SelfAddresses", "10.0.1.2 10.0.1.3", "10.0.1.2", false)]
    public void One_of_several_addresses_of_a_family_may_be_virtual_where_only_the_interfaces_say_that_it_is_ours(string source, string own, string listed, bool mayBe) =>
        Assert.Equal(mayBe, new OwnAddresses([.. own.Split(' ').Select(Peer.Parse)], source).MayBeVirtual([.. listed.Split(' ').Select(Peer.Parse)]));

    [Theory]
    [InlineData(typeof(NetworkInformationException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    [Trait("rule", "P-9")]
    public void Interfaces_that_cannot_be_listed_are_none(Type exception) =>
        Assert.Empty(MachineAddresses.Listed(() => throw (Exception)Activator.CreateInstance(exception)!));

    private static string Find(Action<HeadlessPeersOptions>? configure, params (string Name, string Value)[] variables)
    {
        var options = new HeadlessPeersOptions();
        configure?.Invoke(options);
        return string.Join(' ', OwnAddressSource.Find(options, name => variables.FirstOrDefault(variable => variable.Name == name).Value, () => Cards.Select(IPAddress.Parse)).All);
    }
}
