using HeadlessDiscovery.Lookup;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class CandidateWalkTests
{
    [Theory]
    [InlineData("30 5 20", 5)]
    [InlineData("5 30 20", 5)]
    [InlineData("30 20 5", 5)]
    [InlineData("30 - 20", null)]
    [InlineData("- 30 20", null)]
    [InlineData("30 20 -", null)]
    [Trait("rule", "C-5")]
    public async Task An_empty_walk_lives_as_long_as_the_shortest_no_and_has_no_TTL_where_one_has_none(string ttls, int? seconds)
    {
        var answer = await CandidateWalk.AskAsync(ttls.Split(' '), ttl => ValueTask.FromResult(new PeerAnswer
        {
            Outcome = LookupOutcome.Empty,
            Reason = LookupReason.NxDomain,
            Ttl = ttl == "-" ? null : TimeSpan.FromSeconds(int.Parse(ttl, System.Globalization.CultureInfo.InvariantCulture)),
        }));

        Assert.Equal(LookupOutcome.Empty, answer.Outcome);
        Assert.Equal(seconds, answer.Ttl?.TotalSeconds);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a.", true)]
    [InlineData("c.", true)]
    [InlineData("a. b.", true)]
    [InlineData("a. b. c.", true)]
    [Trait("rule", "E-1")]
    public async Task A_walk_is_second_hand_and_unproven_where_one_of_its_answers_is(string weak, bool isWeak)
    {
        var answer = await CandidateWalk.AskAsync(["a.", "b.", "c."], name => ValueTask.FromResult(new PeerAnswer
        {
            Outcome = LookupOutcome.Empty,
            IsSecondHand = weak.Contains(name, StringComparison.Ordinal),
            IsUnproven = weak.Contains(name, StringComparison.Ordinal),
        }));

        Assert.Equal((isWeak, isWeak), (answer.IsSecondHand, answer.IsUnproven));
    }

    [Fact]
    public async Task What_the_candidates_were_told_of_is_told_of_the_empty_walk()
    {
        var answer = await CandidateWalk.AskAsync(["a.", "b.", "c."], name => ValueTask.FromResult(new PeerAnswer
        {
            Outcome = LookupOutcome.Empty,
            Notes = name == "b." ? [] : [new LookupNote(LookupNoteKind.LeftOutAlias, name)],
        }));

        Assert.Equal(["a.", "c."], answer.Notes.Select(note => note.Text));
    }
}
