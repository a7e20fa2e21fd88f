using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Watching;
using Microsoft.Extensions.Logging.Testing;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class OwnVariableTests : IDisposable
{
    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public OwnVariableTests() => net.CancelAfter(TimeSpan.FromSeconds(30));

    private CancellationToken Token => net.Token;

    public void Dispose() => net.Dispose();

    [Theory]
    [InlineData("$(POD_IP)", "unless that variable is defined before it")]
    [InlineData("10.244.1.7/24", "It is a network.")]
    [InlineData("'10.244.1.7'", "The quotes are part of the value.")]
    public async Task HP301_and_one_log_line_name_a_value_that_is_not_an_address_and_what_would_be_right(string value, string why)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        cluster.SetPods("10.244.1.7", "10.244.2.9");
        var options = new HeadlessPeersOptions { ServiceName = "web" };
        cluster.Configure(options);
        options.SelfAddresses.Clear();
        var logger = new FakeLogger();
        await using var resolver = new PeerResolver("web", options, new ResolverServices { Logger = logger, Variable = name => name == "POD_IP" ? value : null, Interfaces = () => [] });

        var finding = Assert.Single(PeerDiagnosis.Of(await resolver.ExplainAsync(Token), FindingLanguage.English), finding => finding.Code == "HP301");
        await resolver.RefreshAsync(Token);
        await resolver.RefreshAsync(Token);
        await resolver.DisposeAsync();

        Assert.Equal($"POD_IP is '{value}', which is not an address", finding.Title);
        Assert.Contains(why, finding.Why, StringComparison.Ordinal);
        Assert.Contains("fieldPath: status.podIP ", finding.Fix, StringComparison.Ordinal);
        Assert.Contains(value, Assert.Single(logger.Collector.GetSnapshot(), line => line.Id.Id == 301).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HP301_says_that_POD_IP_is_needed_where_the_interfaces_give_no_address()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        cluster.SetPods("10.244.1.7", "10.244.2.9");
        var options = new HeadlessPeersOptions { ServiceName = "web" };
        cluster.Configure(options);
        options.SelfAddresses.Clear();
        await using var resolver = new PeerResolver("web", options, new ResolverServices { Variable = _ => null, Interfaces = () => [] });

        var finding = Assert.Single(PeerDiagnosis.Of(await resolver.ExplainAsync(Token), FindingLanguage.English), finding => finding.Code == "HP301");

        Assert.StartsWith("POD_IP is not set, and the interfaces cannot be listed", finding.Why, StringComparison.Ordinal);
        Assert.Contains("status.podIPs", finding.Fix, StringComparison.Ordinal);
    }
}
