using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Yarp;

/// <summary>Checks the options; all failures together.</summary>
internal sealed class HeadlessDestinationResolverOptionsValidator : IValidateOptions<HeadlessDestinationResolverOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, HeadlessDestinationResolverOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Check(options.FirstAnswerTimeout, nameof(options.FirstAnswerTimeout), failures);
        Check(options.ChangeDelay, nameof(options.ChangeDelay), failures);
        return failures.Build();
    }

    private static void Check(TimeSpan value, string property, ValidateOptionsResultBuilder failures)
    {
        if (value < TimeSpan.Zero || value > Longest)
        {
            failures.AddError($"must be between {TimeSpan.Zero} and {Longest}, but was {value}.", property);
        }
    }
}
