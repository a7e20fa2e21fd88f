using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Akka;
using HeadlessDiscovery.FusionCache;
using HeadlessDiscovery.Grpc;
using HeadlessDiscovery.Http;
using HeadlessDiscovery.ServiceDiscovery;
using HeadlessDiscovery.Yarp;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>The tables of options name every option, and its default as it is in the code.</summary>
public sealed partial class OptionTableTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ko.md")]
    [InlineData("docs/configuration.md")]
    public void Every_option_is_in_the_table_with_its_default(string page) => Check<HeadlessPeersOptions>(page);

    [Theory]
    [InlineData("docs/calling.md")]
    public void Every_option_of_a_call_is_in_the_table_with_its_default(string page) => Check<PeerCallOptions>(page);

    [Theory]
    [InlineData("docs/http.md")]
    public void Every_option_of_an_HTTP_client_is_in_the_table_with_its_default(string page) => Check<PeerHttpClientOptions>(page);

    [Fact]
    public void Every_option_of_an_Akka_cluster_is_in_the_table_with_its_default()
    {
        Check<HeadlessBootstrapOptions>("docs/akka.md");
        Check<HeadlessServiceDiscoveryOptions>("docs/akka.md");
    }

    [Theory]
    [InlineData("docs/service-discovery.md")]
    public void Every_option_of_service_discovery_is_in_the_table_with_its_default(string page) => Check<HeadlessServiceEndpointProviderOptions>(page);

    [Theory]
    [InlineData("docs/peer-cache.md")]
    public void Every_option_of_the_backplane_is_in_the_table_with_its_default(string page) => Check<PeerBackplaneOptions>(page);

    [Theory]
    [InlineData("docs/yarp.md")]
    public void Every_option_of_a_destination_resolver_is_in_the_table_with_its_default(string page) => Check<HeadlessDestinationResolverOptions>(page);

    [Theory]
    [InlineData("docs/grpc.md")]
    public void Every_option_of_a_gRPC_channel_is_in_the_table_with_its_default(string page) => Check<HeadlessGrpcOptions>(page);

    [Theory]
    [InlineData("docs/grpc.md")]
    public void Every_option_of_a_gRPC_client_of_every_pod_is_in_the_table_with_its_default(string page) => Check<PeerGrpcClientOptions>(page);

    private static void Check<T>(string page)
        where T : new()
    {
        var rows = Rows().Matches(Repository.Read(page)).ToLookup(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim());
        NonEmpty.All(typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance), option =>
        {
            Assert.True(rows[option.Name].Any(), $"{page} has no row for {option.Name}");
            if (Text(option.GetValue(new T())) is { } expected)
            {
                Assert.StartsWith(expected, rows[option.Name].First().Trim('`'), StringComparison.Ordinal);
            }
        });
    }

    // Null where the default is found at run time, and the page says in words how.
    private static string? Text(object? value) => value switch
    {
        TimeSpan time when time == Timeout.InfiniteTimeSpan => "no bound",
        TimeSpan { TotalSeconds: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} ms"),
        bool flag => flag ? "true" : "false",
        string text => text,
        null or IEnumerable or TimeProvider => null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
