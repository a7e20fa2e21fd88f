using System.Text;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.FusionCache;

/// <summary>Checks the options, and reports all errors together, each with the property, its value (except for secrets, which are never printed) and the valid range.</summary>
internal sealed partial class PeerBackplaneOptionsValidator : IValidateOptions<PeerBackplaneOptions>
{
    public ValidateOptionsResult Validate(string? name, PeerBackplaneOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Secrets(options, failures);
        Addressing(options, failures);
        failures.Between(options.ReplayWindow, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.ReplayWindow));
        failures.Between(options.SendTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), nameof(options.SendTimeout));
        failures.Between(options.LongestPause, TimeSpan.FromMilliseconds(16), TimeSpan.FromMinutes(1), nameof(options.LongestPause));
        failures.Between(options.FlushTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(20), nameof(options.FlushTimeout));
        failures.Between(options.MaxPending, 1, 1_000_000, nameof(options.MaxPending));
        return failures.Build();
    }

    private static void Secrets(PeerBackplaneOptions options, ValidateOptionsResultBuilder failures)
    {
        if (!HeaderText().IsMatch(options.Secret ?? string.Empty))
        {
            failures.AddError("must have at least 16 printable ASCII characters, because it is sent as a header. It has no default: set PeerBackplane:Secret, the same on all pods.", nameof(options.Secret));
        }

        if (options.AlsoAccepted is { Length: > 0 } other && !HeaderText().IsMatch(other))
        {
            failures.AddError("must have at least 16 printable ASCII characters, or be empty.", nameof(options.AlsoAccepted));
        }
    }

    private static void Addressing(PeerBackplaneOptions options, ValidateOptionsResultBuilder failures)
    {
        if (!PlainPath().IsMatch(options.Path ?? string.Empty))
        {
            failures.AddError($"must be a path such as /_cache, without parameters, query or trailing slash, but was '{options.Path}'.", nameof(options.Path));
        }

        failures.Scheme(options.Scheme, nameof(options.Scheme));
        if (options.HostName is { } host && (!Ascii.IsValid(host) || Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.IPv6))
        {
            failures.AddError($"must be a host name in ASCII and without a port, such as prices or prices.shop.svc, or null, but was '{host}'.", nameof(options.HostName));
        }

        failures.Port(options.Port, nameof(options.Port));
    }

    [GeneratedRegex(@"^[!-~][ -~]{14,}[!-~]\z")]
    private static partial Regex HeaderText();

    [GeneratedRegex(@"^(?:/[\w.~-]+)+\z", RegexOptions.ECMAScript)]
    private static partial Regex PlainPath();
}
