using System.Reflection;
using HeadlessDiscovery.DependencyInjection;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HeadlessDiscovery.Tests.Options;

/// <summary>A resolver goes by the options it was made with.</summary>
public sealed class OptionsCopyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<PropertyInfo> Properties => typeof(HeadlessPeersOptions).GetProperties();

    [Fact]
    public void A_copy_has_every_option_and_shares_none()
    {
        foreach (var property in Properties)
        {
            var options = new HeadlessPeersOptions();
            Change(options, property);
            var copy = options.Copy();
            Assert.Equal(property.GetValue(options), property.GetValue(copy));
            if (property.PropertyType == typeof(IList<string>))
            {
                Change(options, property);
                Assert.Single((IList<string>)property.GetValue(copy)!);
            }
        }
    }

    [Fact]
    public void Each_option_that_configuration_can_set_is_a_difference_of_its_own()
    {
        foreach (var property in Properties.Where(property => property.Name != nameof(HeadlessPeersOptions.ConfigureLookup)))
        {
            var options = new HeadlessPeersOptions();
            Change(options, property);
            Assert.Equal([property.Name], OptionsDifference.Names(new HeadlessPeersOptions(), options));
            Assert.Empty(OptionsDifference.Names(options.Copy(), options));
        }
    }

    [Fact]
    public async Task What_is_done_to_the_options_after_the_resolver_was_made_does_nothing()
    {
        HeadlessPeersOptions? given = null;
        await using var resolver = new PeerResolver("orders", options =>
        {
            options.StaticPeers.Add("10.0.0.1");
            given = options;
        });
        given!.StaticPeers.Clear();
        given.StaticPeers.Add("10.0.0.2");
        given.Port = 5000;
        resolver.GetOptions().StaticPeers.Clear();
        Assert.Equal("10.0.0.1", string.Join(' ', await resolver.GetPeersAsync(Token)));
        Assert.Equal((null, "10.0.0.1"), (resolver.GetOptions().Port, Assert.Single(resolver.GetOptions().StaticPeers)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    public async Task A_reload_of_the_configuration_is_ignored_and_logged_once_with_what_changed(string name)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("HeadlessPeers:ServiceName", "orders"), new("HeadlessPeers:StaticPeers:0", "10.0.0.1")]).Build();
        var logs = new FakeLogCollector();
        await using var provider = Provider(name, configuration, logs);
        var resolver = provider.GetRequiredService<IPeerResolver>();
        await resolver.GetPeersAsync(Token);

        // Loaded again with nothing new in it, then with something, then the same once more.
        configuration.Reload();
        configuration["HeadlessPeers:StaticPeers:0"] = "10.0.0.2";
        configuration["HeadlessPeers:Port"] = "5000";
        configuration.Reload();
        configuration.Reload();

        var line = Assert.Single(logs.GetSnapshot(), record => record.Id.Id == 18);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal("orders: Port, StaticPeers changed in the configuration. Options are read once, when the resolver is created; restart to apply them.", line.Message);
        Assert.Equal("10.0.0.1", string.Join(' ', await resolver.RefreshAsync(Token)));
    }

    private static ServiceProvider Provider(string name, IConfiguration configuration, FakeLogCollector logs)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(builder => builder.AddProvider(new FakeLoggerProvider(logs)));
        return (name.Length == 0 ? services.AddHeadlessPeers() : services.AddHeadlessPeers(name, configuration.GetSection("HeadlessPeers"))).BuildServiceProvider();
    }

    private static void Change(HeadlessPeersOptions options, PropertyInfo property)
    {
        if (property.GetValue(options) is IList<string> list)
        {
            list.Add("10.0.0.9");
            return;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(options, type switch
        {
            _ when type == typeof(string) => "changed",
            _ when type == typeof(int) => 7,
            _ when type == typeof(double) => 0.7,
            _ when type == typeof(bool) => !(bool)property.GetValue(options)!,
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(7),
            _ when type.IsEnum => Enum.ToObject(type, 1),
            _ => (Action<Polly.ResiliencePipelineBuilder>)(_ => { }),
        });
    }
}
