using System.Globalization;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>Checks the options of one name; all failures together, each with the property, the value and its bounds.</summary>
internal sealed class PeerGrpcClientOptionsValidator : IValidateOptions<PeerGrpcClientOptions>
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public ValidateOptionsResult Validate(string? name, PeerGrpcClientOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.Scheme is not ("http" or "https"))
        {
            failures.AddError($"must be http or https, but was '{options.Scheme}'.", nameof(options.Scheme));
        }

        HeadlessGrpcOptionsValidator.Address(options.HostName, options.Port, failures);
        Between(options.ConnectTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(options.ConnectTimeout), failures);
        if (options.PerPeerTimeout != Timeout.InfiniteTimeSpan)
        {
            Between(options.PerPeerTimeout, TimeSpan.FromTicks(1), LongestTimer, nameof(options.PerPeerTimeout), failures, ", or Timeout.InfiniteTimeSpan");
        }

        if (options.FirstAnswerTimeout != Timeout.InfiniteTimeSpan)
        {
            Between(options.FirstAnswerTimeout, TimeSpan.Zero, LongestTimer, nameof(options.FirstAnswerTimeout), failures, ", or Timeout.InfiniteTimeSpan");
        }

        if (options.MaxConcurrency < 1)
        {
            failures.AddError($"must be 1 or more, but was {options.MaxConcurrency}.", nameof(options.MaxConcurrency));
        }

        return failures.Build();
    }

    private static void Between(TimeSpan value, TimeSpan least, TimeSpan most, string property, ValidateOptionsResultBuilder failures, string orElse = "")
    {
        if (value < least || value > most)
        {
            failures.AddError($"must be between {Text(least)} and {Text(most)}{orElse}, but was {Text(value)}.", property);
        }
    }

    private static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);
}
