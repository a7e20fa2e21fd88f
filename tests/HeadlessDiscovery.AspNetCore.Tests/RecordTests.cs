using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.AspNetCore.Serving;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.AspNetCore.Tests;

public sealed class RecordTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly PeersRecord record;
    private PeerSnapshot last = PeerSnapshot.Unresolved;

    public RecordTests() => record = new PeersRecord(time);

    [Fact]
    public void Keeps_the_last_100_transitions_the_newest_first()
    {
        for (var count = 0; count < 120; count++)
        {
            Take(count);
        }

        var history = record.Read().Transitions;
        Assert.Equal(PeersRecord.MostTransitions, history.Length);
        Assert.Equal(Enumerable.Range(20, 100).Reverse(), history.Select(transition => transition.Snapshot.Count));
    }

    [Fact]
    public async Task An_event_is_sent_once_the_history_has_it()
    {
        var token = TestContext.Current.CancellationToken;
        await using var resolver = new FakePeerResolver("orders").Set("10.0.0.1");
        RecordedPeers Recorded() => Assert.Single(RecordedPeers.Of([resolver], time, NullLogger.Instance));
        EventFeed Feed(RecordedPeers peers) => new([peers], time, TimeSpan.FromHours(1), token);
        var (recorded, ended) = (Recorded(), Recorded());
        ended.Record.End();
        await using var waits = Feed(recorded);
        await using var events = waits.ReadAsync(token).GetAsyncEnumerator(token);
        var first = events.MoveNextAsync().AsTask();
        await using var sends = Feed(ended);
        await using var others = sends.ReadAsync(token).GetAsyncEnumerator(token);

        Assert.True(await others.MoveNextAsync());
        Assert.False(first.IsCompleted);
        recorded.Record.Take(new PeerChange(PeerSnapshot.Unresolved, resolver.Current));

        Assert.True(await first);
        Assert.Equal(resolver.Current.Version, events.Current!.Transition.Snapshot.Version);
    }

    [Fact]
    public void A_resolver_that_has_not_answered_yet_has_no_history()
    {
        record.Take(new PeerChange(last, last));
        Assert.Empty(record.Read().Transitions);
        Take(2);
        Assert.Equal((EventKind.Change, 2), (record.Read().Transitions.Single().Kind, record.Read().Transitions.Single().Added.Length));
    }

    [Fact]
    public void Failed_lookups_in_a_row_are_one_line_with_their_number_and_the_time_of_the_last()
    {
        Take(2);
        var begin = time.GetUtcNow();
        foreach (var failed in (long[])[1, 4, 5])
        {
            record.TakeLookup(Failed(LookupReason.Timeout), failed);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        var line = record.Read().Transitions[0];
        Assert.Equal((EventKind.Lookup, 5L, begin, begin + TimeSpan.FromSeconds(10)), (line.Kind, line.Times, line.At, line.LastAt));
        record.TakeLookup(Failed(LookupReason.ServFail), 6);
        record.TakeLookup(new PeerSnapshot(last) { Version = last.Version, IsResolved = true, LastOutcome = LookupOutcome.Found }, 6);
        record.TakeLookup(Failed(LookupReason.ServFail), 7);
        Assert.Equal([2L, 5L], record.Read().Transitions.Where(one => one.Kind == EventKind.Lookup).Select(one => one.Times));

        PeerSnapshot Failed(LookupReason reason) => new(last) { Version = last.Version, IsResolved = true, LastOutcome = LookupOutcome.Unknown, LastReason = reason };
    }

    [Fact]
    public void Who_was_there_with_the_first_answer_did_not_join_later()
    {
        Take(2);
        time.Advance(TimeSpan.FromMinutes(1));
        Take(3);
        var (joined, at) = Assert.Single(record.Read().FirstSeen);
        Assert.Equal("10.0.0.3", joined.ToString());
        Assert.Equal(time.GetUtcNow(), at);
        Take(2);
        Assert.Empty(record.Read().FirstSeen);
    }

    [Fact]
    public void Counts_are_those_of_ten_minutes_and_the_one_valid_at_their_beginning()
    {
        for (var count = 1; count <= 4; count++)
        {
            Take(count);
            time.Advance(TimeSpan.FromMinutes(4));
        }

        // 16 minutes later: those of minute 4, still valid at minute 6, and of minutes 8 and 12.
        Assert.Equal([2, 3, 4], record.Read().Counts.Select(count => count.Count!.Value));
    }

    [Fact]
    public void One_answer_may_bring_several_transitions()
    {
        Take(3);
        var now = Snapshot(4);
        record.Take(new PeerChange(last, new PeerSnapshot(now) { Version = 9, IsResolved = true, Self = SelfPresence.Present, StaleSince = time.GetUtcNow(), Held = [now[0]], ResolvedName = "b." }));
        Assert.Equal([EventKind.Self, EventKind.Held, EventKind.Change, EventKind.Stale], record.Read().Transitions.Select(transition => transition.Kind).Take(4));
        Assert.Equal([EventKind.Change], record.Read().Transitions.Where(transition => !transition.Added.IsEmpty && transition.Snapshot.Version == 9).Select(transition => transition.Kind));
    }

    private void Take(int count)
    {
        var next = Snapshot(count);
        record.Take(new PeerChange(last, next));
        last = next;
    }

    private PeerSnapshot Snapshot(int count) => new(Enumerable.Range(1, count).Select(number => Peer.Parse($"10.0.0.{number}"))) { Version = last.Version + 1, IsResolved = true };
}
