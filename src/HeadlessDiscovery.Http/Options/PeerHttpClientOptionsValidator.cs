using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Http;

/// <summary>Checks the options of one name; and reports all errors together, each with the property, its value and the valid range.</summary>
internal sealed class PeerHttpClientOptionsValidator : IValidateOptions<PeerHttpClientOptions>
{
    private static readonly TimeSpan LeastOfPolly = TimeSpan.FromMilliseconds(500);

    public ValidateOptionsResult Validate(string? name, PeerHttpClientOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Addressing(options, failures);
        Bounds(options, failures);
        Breaking(options, failures);
        return failures.Build() is { Failed: true } failed ? failed : Pipeline(options);
    }

    private static void Addressing(PeerHttpClientOptions options, ValidateOptionsResultBuilder failures)
    {
        failures.Scheme(options.Scheme, nameof(options.Scheme));
        if (options.HostName is { } host && (!Ascii.IsValid(host) || Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.IPv6))
        {
            failures.AddError($"must be a host name in ASCII and without a port, such as orders or orders.shop.svc, or null, but was '{host}'.", nameof(options.HostName));
        }

        failures.Port(options.Port, nameof(options.Port));
        if (options.Version != HttpVersion.Version10 && options.Version != HttpVersion.Version11 && options.Version != HttpVersion.Version20 && options.Version != HttpVersion.Version30)
        {
            failures.AddError($"must be 1.0, 1.1, 2.0 or 3.0, but was {options.Version?.ToString() ?? "null"}.", nameof(options.Version));
        }

        if (!Enum.IsDefined(options.VersionPolicy))
        {
            failures.AddError($"must be one of {string.Join(", ", Enum.GetNames<HttpVersionPolicy>())}, but was {options.VersionPolicy}.", nameof(options.VersionPolicy));
        }
    }

    private static void Bounds(PeerHttpClientOptions options, ValidateOptionsResultBuilder failures)
    {
        failures.Between(options.ConnectTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.ConnectTimeout));
        failures.Between(options.RetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(options.RetryDelay));
        failures.AtLeastOrInfinite(options.PerPeerTimeout, TimeSpan.FromTicks(1), nameof(options.PerPeerTimeout));
        failures.AtLeastOrInfinite(options.FirstAnswerTimeout, TimeSpan.Zero, nameof(options.FirstAnswerTimeout));
        failures.AtLeast(options.MaxConcurrency, 1, nameof(options.MaxConcurrency));
        failures.Between(options.MaxResponseBytes, 1, int.MaxValue, nameof(options.MaxResponseBytes));
        failures.Between(options.MaxRetries, 0, 10, nameof(options.MaxRetries));
    }

    private static void Breaking(PeerHttpClientOptions options, ValidateOptionsResultBuilder failures)
    {
        if (options.BreakDuration != TimeSpan.Zero)
        {
            failures.Between(options.BreakDuration, LeastOfPolly, TimeSpan.FromHours(1), nameof(options.BreakDuration), ", or zero");
        }

        failures.Between(options.BreakerWindow, LeastOfPolly, TimeSpan.FromHours(1), nameof(options.BreakerWindow));
        failures.AtLeast(options.BreakerThroughput, 2, nameof(options.BreakerThroughput));
        if (options.BreakerFailureRatio is not (> 0 and <= 1))
        {
            failures.AddError(string.Create(CultureInfo.InvariantCulture, $"must be above 0, and at most 1, but was {options.BreakerFailureRatio}."), nameof(options.BreakerFailureRatio));
        }
    }

    // A pipeline that cannot be built is rejected at startup, not at the first call.
    private static ValidateOptionsResult Pipeline(PeerHttpClientOptions options)
    {
        try
        {
            PeerPipelines.Build(options, TimeProvider.System);
            return ValidateOptionsResult.Success;
        }
        catch (ValidationException exception)
        {
            return ValidateOptionsResult.Fail($"Property {nameof(options.ConfigurePipeline)}: builds a pipeline that Polly rejects: {exception.Message}");
        }
    }
}
