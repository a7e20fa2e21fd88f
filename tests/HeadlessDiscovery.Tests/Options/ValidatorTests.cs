using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace HeadlessDiscovery.Tests.Options;

public sealed class ValidatorTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { nameof(HeadlessPeersOptions.ServiceName), "a..b", "'a..b'" },
        { nameof(HeadlessPeersOptions.Port), "70000", "between 1 and 65535" },
        { nameof(HeadlessPeersOptions.PortName), "_http", "without its leading underscore" },
        { nameof(HeadlessPeersOptions.NameServers), "dns.example.com", "address with an optional port" },
        { nameof(HeadlessPeersOptions.NameServers), "10.96.0.10:0", "address with an optional port" },
        { nameof(HeadlessPeersOptions.SelfAddresses), "10.1", "address with an optional port" },
        { nameof(HeadlessPeersOptions.StaticPeers), "me:5000", "address with an optional port" },
        { nameof(HeadlessPeersOptions.SearchDomains), "a b", "'a b'" },
        { nameof(HeadlessPeersOptions.Ndots), "16", "between 0 and 15" },
        { nameof(HeadlessPeersOptions.Attempts), "0", "between 1 and 5" },
        { nameof(HeadlessPeersOptions.AttemptTimeout), "00:01:00", "between 00:00:00.0100000 and 00:00:30" },
        { nameof(HeadlessPeersOptions.LookupTimeout), "00:00:00", "between 00:00:00.0100000 and 00:05:00" },
        { nameof(HeadlessPeersOptions.HedgeDelay), "-00:00:05", "between 00:00:00 and 00:00:30" },
        { nameof(HeadlessPeersOptions.RemovalConfirmations), "0", "between 1 and 100" },
        { nameof(HeadlessPeersOptions.MassRemovalHold), "02:00:00", "between 00:00:00 and 01:00:00" },
        { nameof(HeadlessPeersOptions.MinRefreshInterval), "00:00:00", "00:00:00.0100000" },
        { nameof(HeadlessPeersOptions.MaxRefreshInterval), "00:00:00.5000000", "at least MinRefreshInterval" },
        { nameof(HeadlessPeersOptions.RefreshJitter), "1.5", "between 0 and 1" },
        { nameof(HeadlessPeersOptions.MaxStale), "00:00:00", "more than zero" },
        { nameof(HeadlessPeersOptions.Family), "17", "Auto, IPv4, IPv6, Both" },
        { nameof(HeadlessPeersOptions.Membership), "9", "Member, Client" },
        { nameof(HeadlessPeersOptions.ResolvConfPath), " ", "path of a resolv.conf" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_named_with_its_property_and_what_is_allowed(string property, string value, string allowed)
    {
        var options = new HeadlessPeersOptions();
        Set(options, property, value);
        var result = new HeadlessPeersOptionsValidator().Validate("web", options);
        Assert.True(result.Failed);
        var failure = Assert.Single(result.Failures!);
        Assert.Contains(property, failure, StringComparison.Ordinal);
        Assert.Contains(allowed, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_valid() => Assert.True(new HeadlessPeersOptionsValidator().Validate("web", new HeadlessPeersOptions()).Succeeded);

    [Fact]
    public void All_failures_are_told_together() =>
        Assert.Equal(3, Validate(options =>
        {
            options.Port = 0;
            options.Ndots = -1;
            options.RefreshJitter = double.NaN;
        }).Failures!.Count());

    [Fact]
    public void Port_and_PortName_exclude_each_other() =>
        Assert.Contains("SRV records give the port", Assert.Single(Validate(options => (options.Port, options.PortName) = (80, "http")).Failures!), StringComparison.Ordinal);

    [Fact]
    public void The_unnamed_resolver_needs_a_service_name() =>
        Assert.Contains("Set ServiceName", Assert.Single(new HeadlessPeersOptionsValidator().Validate(string.Empty, new HeadlessPeersOptions()).Failures!), StringComparison.Ordinal);

    [Fact]
    public void A_pipeline_that_Polly_refuses_is_found_at_start() =>
        Assert.Contains(nameof(HeadlessPeersOptions.ConfigureLookup), Assert.Single(Validate(options => options.ConfigureLookup = builder => builder.AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 0 })).Failures!), StringComparison.Ordinal);

    [Fact]
    public void Hedging_may_be_off_or_at_once()
    {
        Assert.True(Validate(options => options.HedgeDelay = Timeout.InfiniteTimeSpan).Succeeded);
        Assert.True(Validate(options => options.HedgeDelay = TimeSpan.Zero).Succeeded);
    }

    private static ValidateOptionsResult Validate(Action<HeadlessPeersOptions> configure)
    {
        var options = new HeadlessPeersOptions();
        configure(options);
        return new HeadlessPeersOptionsValidator().Validate("web", options);
    }

    private static void Set(HeadlessPeersOptions options, string property, string value)
    {
        var found = typeof(HeadlessPeersOptions).GetProperty(property)!;
        if (found.GetValue(options) is IList<string> list)
        {
            list.Add(value);
            return;
        }

        var type = Nullable.GetUnderlyingType(found.PropertyType) ?? found.PropertyType;
        found.SetValue(options, System.ComponentModel.TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value));
    }
}
