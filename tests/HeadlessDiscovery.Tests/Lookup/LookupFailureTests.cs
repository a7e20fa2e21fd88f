using HeadlessDiscovery.Lookup;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

/// <summary>The sentences about a lookup that ended as Unknown.</summary>
public sealed class LookupFailureTests
{
    private static readonly ConfigurationDiagnostic Missing = new(0, "No name server is configured; write one.");

    [Fact]
    public void It_names_the_service_the_reason_and_every_server()
    {
        var cause = new InvalidOperationException("mine");
        var report = Report(LookupReason.ServFail, "10.0.0.1", "10.0.0.2") with { Error = cause };

        var exception = LookupFailure.Of(report);

        Assert.Equal("The peers of 'web' are unknown: servfail (queried 10.0.0.1:53, 10.0.0.2:53). The last known peers are kept.", exception.Message);
        Assert.Equal(("web", LookupReason.ServFail, cause), (exception.ServiceName, exception.Reason, exception.InnerException));
        Assert.Equal("(queried 10.0.0.1:53, 10.0.0.2:53)", LookupFailure.Detail(report));
    }

    [Fact]
    public void Without_a_server_it_says_what_the_configuration_lacks()
    {
        var report = Report(LookupReason.NoServers);

        Assert.Equal("The peers of 'web' are unknown: noServers (no name server is configured). The last known peers are kept. No name server is configured; write one.", LookupFailure.Of(report).Message);
        Assert.Equal("(no name server is configured) No name server is configured; write one.", LookupFailure.Detail(report));
    }

    [Fact]
    public void Without_a_server_and_without_a_diagnostic_it_ends_there()
    {
        var report = Report(LookupReason.NoServers) with { Plan = new LookupPlan { ServiceName = "web", Configuration = new ResolverConfiguration() } };

        Assert.Equal("(no name server is configured)", LookupFailure.Detail(report));
    }

    [Fact]
    public void The_first_note_is_told_and_a_diagnostic_of_a_configuration_with_servers_is_not()
    {
        var report = Report(LookupReason.Unverified, "10.0.0.1") with
        {
            Notes = [new LookupNote(LookupNoteKind.NoSuchPortName, "There is no such port."), new LookupNote(LookupNoteKind.ClusterIp, "More.")],
        };

        Assert.Equal("The peers of 'web' are unknown: unverified (queried 10.0.0.1:53). The last known peers are kept. There is no such port.", LookupFailure.Of(report).Message);
        Assert.Equal("(queried 10.0.0.1:53) There is no such port.", LookupFailure.Detail(report));
    }

    private static LookupReport Report(LookupReason reason, params string[] servers) => new()
    {
        Answer = new PeerAnswer { Outcome = LookupOutcome.Unknown, Reason = reason },
        Plan = new LookupPlan
        {
            ServiceName = "web",
            Configuration = new ResolverConfiguration { NameServers = [.. servers.Select(TestLookup.Server)], Diagnostics = [Missing] },
        },
    };
}
