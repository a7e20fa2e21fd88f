using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Yarp;

/// <summary>Checks the options, and reports all errors together.</summary>
internal sealed class HeadlessDestinationResolverOptionsValidator : IValidateOptions<HeadlessDestinationResolverOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, HeadlessDestinationResolverOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        failures.Between(options.FirstAnswerTimeout, TimeSpan.Zero, Longest, nameof(options.FirstAnswerTimeout));
        failures.Between(options.ChangeDelay, TimeSpan.Zero, Longest, nameof(options.ChangeDelay));
        return failures.Build();
    }
}
