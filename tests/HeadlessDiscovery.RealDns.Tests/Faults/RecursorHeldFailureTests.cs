using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>PowerDNS Recursor, whose packet cache holds a SERVFAIL.</summary>
public sealed class RecursorHeldFailureTests : HeldFailureTests
{
    [Fact]
    public Task A_failure_that_PowerDNS_Recursor_holds_is_over_when_its_first_good_answer_is() =>
        HoldAsync(Installed.Recursor, upstream => new RecursorServer(upstream));
}
