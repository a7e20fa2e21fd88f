using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.ServiceDiscovery;

/// <summary>Checks the options of one name; all failures together.</summary>
internal sealed class HeadlessServiceEndpointProviderOptionsValidator : IValidateOptions<HeadlessServiceEndpointProviderOptions>
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public ValidateOptionsResult Validate(string? name, HeadlessServiceEndpointProviderOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.Scheme is null || !Uri.CheckSchemeName(options.Scheme))
        {
            failures.AddError($"must be a URI scheme such as http or https, but was '{options.Scheme}'.", nameof(options.Scheme));
        }

        if (options.FirstAnswerTimeout != Timeout.InfiniteTimeSpan && (options.FirstAnswerTimeout < TimeSpan.Zero || options.FirstAnswerTimeout > LongestTimer))
        {
            failures.AddError($"must be between 00:00:00 and {LongestTimer}, or Timeout.InfiniteTimeSpan, but was {options.FirstAnswerTimeout}.", nameof(options.FirstAnswerTimeout));
        }

        return failures.Build();
    }
}
