using HeadlessDiscovery.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HeadlessDiscovery.Tests.Telemetry;

/// <summary>Notes are logged inside the loop, so that one without a line would end it.</summary>
public sealed class NoteLogTests
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<LookupNoteKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_note_is_one_warning(string kind)
    {
        var logger = new FakeLogger();
        FindingLog.Note(logger, "web", new LookupNote(Enum.Parse<LookupNoteKind>(kind), "Some sentence.") { About = "web.shop.svc.cluster.local.", Value = "other" });
        Assert.Equal(LogLevel.Warning, Assert.Single(logger.Collector.GetSnapshot()).Level);
    }

    [Fact]
    public void Answers_that_keep_disagreeing_are_HP207()
    {
        var logger = new FakeLogger();
        FindingLog.Note(logger, "web", LookupNote.OnDisagreement("web.shop.svc.cluster.local."));
        var record = Assert.Single(logger.Collector.GetSnapshot());
        Assert.Equal(207, record.Id.Id);
        Assert.Contains("HP207", record.Message, StringComparison.Ordinal);
    }
}
