using System.Text;
using HeadlessDiscovery.Options;
using Microsoft.Extensions.Options;

namespace HeadlessDiscovery.Grpc;

/// <summary>Checks the options of one name, and reports all errors together, each with the property, its value and the valid range.</summary>
internal sealed class HeadlessGrpcOptionsValidator : IValidateOptions<HeadlessGrpcOptions>
{
    public ValidateOptionsResult Validate(string? name, HeadlessGrpcOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Address(options.HostName, options.Port, failures);
        return failures.Build();
    }

    public static void Address(string? hostName, int? port, ValidateOptionsResultBuilder failures)
    {
        if (hostName is not null && (!Ascii.IsValid(hostName) || Uri.CheckHostName(hostName) is not (UriHostNameType.Dns or UriHostNameType.IPv4)))
        {
            failures.AddError($"must be a host name in ASCII without a port, such as orders or orders.shop.svc, or null, but was '{hostName}'.", nameof(HeadlessGrpcOptions.HostName));
        }

        failures.Port(port, nameof(HeadlessGrpcOptions.Port));
    }
}
