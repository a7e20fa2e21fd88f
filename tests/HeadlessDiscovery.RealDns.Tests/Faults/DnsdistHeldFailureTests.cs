using HeadlessDiscovery.RealDns.Tests.Servers;

namespace HeadlessDiscovery.RealDns.Tests;

/// <summary>dnsdist, whose packet cache holds a SERVFAIL.</summary>
public sealed class DnsdistHeldFailureTests : HeldFailureTests
{
    [Fact]
    public Task A_failure_that_dnsdist_holds_is_over_when_its_first_good_answer_is() =>
        HoldAsync(Installed.Dnsdist, upstream => new DnsdistServer(upstream));
}
