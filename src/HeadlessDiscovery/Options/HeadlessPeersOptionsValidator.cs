using System.Globalization;
using HeadlessDiscovery.ResolvConf;
using Microsoft.Extensions.Options;
using Polly;

namespace HeadlessDiscovery.Options;

/// <summary>Checks the options of one name; all failures together, each with the property, the value and what is allowed.</summary>
internal sealed class HeadlessPeersOptionsValidator : IValidateOptions<HeadlessPeersOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    public ValidateOptionsResult Validate(string? name, HeadlessPeersOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Names(name, options, failures);
        Addresses(options, failures);
        Asking(options, failures);
        Removing(options, failures);
        Refreshing(options, failures);
        return failures.Build();
    }

    private static void Names(string? name, HeadlessPeersOptions options, ValidateOptionsResultBuilder failures)
    {
        var service = options.ServiceName ?? name ?? string.Empty;
        if (options.StaticPeers.Count == 0 && (ServiceAddress.Problem(service) ?? ServiceName.Problem(service)) is { } problem)
        {
            failures.AddError(service.Length == 0 ? $"{problem} Set ServiceName, or register with a name." : problem, nameof(options.ServiceName));
        }

        if (options.PortName is { } portName)
        {
            Label(portName, nameof(options.PortName), failures);
            Label(options.Protocol, nameof(options.Protocol), failures);
            if (options.Port is not null)
            {
                failures.AddError($"is {options.Port}, but PortName is also set, and SRV records give the port. Set only one of them.", nameof(options.Port));
            }
        }

        failures.Port(options.Port, nameof(options.Port));
        foreach (var domain in options.SearchDomains)
        {
            if (domain != "." && ServiceName.Problem(domain ?? string.Empty) is { } wrong)
            {
                failures.AddError($"holds '{domain}': {wrong}", nameof(options.SearchDomains));
            }
        }

        if (options.StaticPeers.Count == 0 && string.IsNullOrWhiteSpace(options.ResolvConfPath))
        {
            failures.AddError("must be the path of a resolv.conf file, /etc/resolv.conf by default, but was empty.", nameof(options.ResolvConfPath));
        }
    }

    private static void Addresses(HeadlessPeersOptions options, ValidateOptionsResultBuilder failures)
    {
        Each(options.NameServers, static text => NameServerText.TryParseEndPoint(text, out _), nameof(options.NameServers));
        Each(options.SelfAddresses, static text => Peer.TryParse(text, out _), nameof(options.SelfAddresses));
        Each(options.StaticPeers, static text => Peer.TryParse(text, out _), nameof(options.StaticPeers));

        void Each(IEnumerable<string> texts, Predicate<string> isRead, string property)
        {
            foreach (var text in texts)
            {
                if (!isRead(text))
                {
                    failures.AddError($"must be an address with an optional port, such as 10.0.0.1, 10.0.0.1:53 or [fd00::1]:53, but was '{text}'.", property);
                }
            }
        }
    }

    private static void Asking(HeadlessPeersOptions options, ValidateOptionsResultBuilder failures)
    {
        Defined(options.Family, nameof(options.Family), failures);
        failures.Between(options.AttemptTimeout, Shortest, TimeSpan.FromSeconds(30), nameof(options.AttemptTimeout));
        failures.Between(options.LookupTimeout, Shortest, TimeSpan.FromMinutes(5), nameof(options.LookupTimeout));
        if (options.HedgeDelay != Timeout.InfiniteTimeSpan)
        {
            failures.Between(options.HedgeDelay, TimeSpan.Zero, TimeSpan.FromSeconds(30), nameof(options.HedgeDelay));
        }

        Within(options.Ndots, ResolvConfOptions.Ndots, nameof(options.Ndots), failures);
        Within(options.Attempts, ResolvConfOptions.Attempts, nameof(options.Attempts), failures);
        Pipeline(options.ConfigureLookup, failures);
    }

    private static void Within(int? value, ResolvConfNumber bounds, string property, ValidateOptionsResultBuilder failures)
    {
        if (value < bounds.Least || value > bounds.Most)
        {
            failures.AddError($"must be between {bounds.Least} and {bounds.Most}, or null, but was {value}.", property);
        }
    }

    private static void Removing(HeadlessPeersOptions options, ValidateOptionsResultBuilder failures)
    {
        Defined(options.Membership, nameof(options.Membership), failures);
        failures.Between(options.MassRemovalHold, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.MassRemovalHold));
        failures.Between(options.RemovalConfirmations, 1, 100, nameof(options.RemovalConfirmations));
        if (options.MaxStale <= TimeSpan.Zero)
        {
            failures.AddError($"must be more than zero, or null, but was {OptionChecks.Text(options.MaxStale.Value)}.", nameof(options.MaxStale));
        }
    }

    private static void Refreshing(HeadlessPeersOptions options, ValidateOptionsResultBuilder failures)
    {
        failures.Between(options.MinRefreshInterval, Shortest, TimeSpan.FromHours(1), nameof(options.MinRefreshInterval));
        failures.Between(options.MaxRefreshInterval, Shortest, TimeSpan.FromDays(1), nameof(options.MaxRefreshInterval));
        if (options.MaxRefreshInterval < options.MinRefreshInterval)
        {
            failures.AddError($"must be at least MinRefreshInterval, {OptionChecks.Text(options.MinRefreshInterval)}, but was {OptionChecks.Text(options.MaxRefreshInterval)}.", nameof(options.MaxRefreshInterval));
        }

        if (options.RefreshJitter is not (>= 0 and <= 1))
        {
            failures.AddError(string.Create(CultureInfo.InvariantCulture, $"must be between 0 and 1, but was {options.RefreshJitter}."), nameof(options.RefreshJitter));
        }
    }

    private static void Defined<T>(T value, string property, ValidateOptionsResultBuilder failures)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            failures.AddError($"must be one of {string.Join(", ", Enum.GetNames<T>())}, but was {value}.", property);
        }
    }

    private static void Label(string label, string property, ValidateOptionsResultBuilder failures)
    {
        if (string.IsNullOrEmpty(label) || label.Contains('.', StringComparison.Ordinal) || label.StartsWith('_') || ServiceName.Problem(label) is not null)
        {
            failures.AddError($"must be one DNS label without its leading underscore, such as http or tcp, but was '{label}'.", property);
        }
    }

    // A pipeline that cannot be built fails at start, not at the first lookup.
    private static void Pipeline(Action<ResiliencePipelineBuilder>? configure, ValidateOptionsResultBuilder failures)
    {
        if (configure is null)
        {
            return;
        }

        try
        {
            var builder = new ResiliencePipelineBuilder();
            configure(builder);
            builder.Build();
        }
        catch (System.ComponentModel.DataAnnotations.ValidationException exception)
        {
            failures.AddError($"builds a pipeline that Polly rejects: {exception.Message}", nameof(HeadlessPeersOptions.ConfigureLookup));
        }
    }
}
