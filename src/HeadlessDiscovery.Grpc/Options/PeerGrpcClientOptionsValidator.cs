using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>Checks the options of one name, and reports all errors together, each with the property, its value and the valid range.</summary>
internal sealed class PeerGrpcClientOptionsValidator : IValidateOptions<PeerGrpcClientOptions>
{
    public ValidateOptionsResult Validate(string? name, PeerGrpcClientOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        failures.Scheme(options.Scheme, nameof(options.Scheme));
        HeadlessGrpcOptionsValidator.Address(options.HostName, options.Port, failures);
        failures.Between(options.ConnectTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.ConnectTimeout));
        failures.AtLeastOrInfinite(options.PerPeerTimeout, TimeSpan.FromTicks(1), nameof(options.PerPeerTimeout));
        failures.AtLeastOrInfinite(options.FirstAnswerTimeout, TimeSpan.Zero, nameof(options.FirstAnswerTimeout));
        failures.AtLeast(options.MaxConcurrency, 1, nameof(options.MaxConcurrency));
        return failures.Build();
    }
}
