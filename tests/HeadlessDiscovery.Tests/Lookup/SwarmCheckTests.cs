using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Lookup;

[Trait("rule", "H-1")]
public sealed class SwarmCheckTests
{
    private const string Virtual = "A:10.0.1.2";

    [Theory]
    [InlineData("A:10.0.1.3,10.0.1.4,10.0.1.5", null)]
    [InlineData("A:10.0.1.3", null)]
    [InlineData("A:10.0.1.3,10.0.1.4", "10.0.1.2")]
    public async Task One_address_that_is_not_that_of_the_tasks_is_the_virtual_address_of_a_Swarm_service(string tasks, string? own)
    {
        var test = Test("web", Virtual, tasks, own: own);

        var first = await test.Start();
        var second = await test.Start();

        var note = Assert.Single(first.Notes);
        Assert.Equal((LookupNoteKind.SwarmVirtualAddress, "web", "tasks.web"), (note.Kind, note.About, note.Value));
        Assert.Equal("web is the virtual address of a Swarm service; use tasks.web.", note.Text);
        Assert.Equal(note, Assert.Single(second.Notes));
        Assert.Single(test.Transport.Asked, exchange => exchange.Question.Name == "tasks.web.");
        Assert.DoesNotContain(test.Transport.Asked, exchange => exchange.Question.Type == DnsRecordType.Srv);
    }

    [Theory]
    [InlineData("web", Virtual, Virtual)]
    [InlineData("web", Virtual, "NXDOMAIN")]
    [InlineData("web", Virtual, "NODATA")]
    [InlineData("web", Virtual, "SERVFAIL")]
    public async Task One_address_that_is_the_task_s_or_a_name_without_tasks_is_none(string service, string answer, string tasks)
    {
        var test = Test(service, answer, tasks);

        Assert.Empty((await test.Start()).Notes);
        Assert.Contains("tasks.web.", test.NamesAsked);
    }

    [Theory]
    [InlineData("tasks.web", Virtual, "127.0.0.11")]
    [InlineData("web", "A:10.0.1.3,10.0.1.4", "127.0.0.11")]
    [InlineData("web", Virtual, "127.0.0.1")]
    [InlineData("web", Virtual, "10.96.0.10")]
    public async Task Nobody_is_asked_for_tasks_anywhere_else(string service, string answer, string server)
    {
        var test = Test(service, answer, "A:10.0.1.3", server);

        Assert.Empty((await test.Start()).Notes);
        Assert.DoesNotContain(test.NamesAsked, name => name == $"tasks.{service}.");
    }

    [Fact]
    public async Task A_silent_question_about_the_tasks_is_not_waited_for_as_long_as_the_lookup_may_take()
    {
        var test = Test("web", Virtual, "DROP");

        var report = await test.AskAsync();

        Assert.Equal((LookupOutcome.Found, 0), (report.Answer.Outcome, report.Notes.Length));
        Assert.InRange(report.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_name_that_had_several_addresses_in_between_is_asked_again()
    {
        var answer = Virtual;
        var test = Test("web", () => answer, "A:10.0.1.3");
        Assert.Single((await test.Start()).Notes);
        answer = "A:10.0.1.3,10.0.1.4";
        Assert.Empty((await test.Start()).Notes);
        answer = Virtual;

        Assert.Single((await test.Start()).Notes);
        Assert.Equal(2, test.Transport.Asked.Count(exchange => exchange.Question.Name == "tasks.web."));
    }

    private static TestLookup Test(string service, string answer, string tasks, string server = "127.0.0.11", string? own = null) =>
        Test(service, () => answer, tasks, server, own);

    private static TestLookup Test(string service, Func<string> answer, string tasks, string server = "127.0.0.11", string? own = null) => new(
        service,
        (exchange, token) => Words.Answer(
            exchange.Question.Type == DnsRecordType.Srv ? "NXDOMAIN" : exchange.Question.Name == $"{service}." ? answer() : tasks,
            exchange.Question,
            exchange.Options,
            token),
        options =>
        {
            options.NameServers.Add(server);
            options.SearchDomains.Add("example.com");
            options.Ndots = 0;
        },
        own is null ? [] : [own]);
}
