using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>Checks the options of one name, and reports all errors together.</summary>
internal sealed class HeadlessServiceEndpointProviderOptionsValidator : IValidateOptions<HeadlessServiceEndpointProviderOptions>
{
    public ValidateOptionsResult Validate(string? name, HeadlessServiceEndpointProviderOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.Scheme is null || !Uri.CheckSchemeName(options.Scheme))
        {
            failures.AddError($"must be a URI scheme such as http or https, but was '{options.Scheme}'.", nameof(options.Scheme));
        }

        failures.AtLeastOrInfinite(options.FirstAnswerTimeout, TimeSpan.Zero, nameof(options.FirstAnswerTimeout));
        return failures.Build();
    }
}
