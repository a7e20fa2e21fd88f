using System.Globalization;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Output.Json;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands.Watch;

/// <summary>Events for people: time, sign, what happened, where things stand. The sign says it without colour too.</summary>
internal sealed class LineChangePrinter : ChangePrinter
{
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Warning = new(Color.Yellow);

    private readonly Invocation invocation;
    private PeerSnapshot before = PeerSnapshot.Unresolved;
    private PeerSnapshot now = PeerSnapshot.Unresolved;
    private TimeSpan staleAt;
    private int joined;
    private int gone;

    public LineChangePrinter(Invocation invocation, string service)
    {
        this.invocation = invocation;
        if (!invocation.Presentation.Quiet)
        {
            invocation.Line($"{invocation.Words.Watching(service)} · Ctrl+C");
            invocation.Line();
        }
    }

    public override void Tell(WatchEvent told)
    {
        var words = invocation.Words;
        var snapshot = told.Snapshot;
        if (!ReferenceEquals(now, snapshot))
        {
            // Several events may tell of one step: each compares with what was before it.
            (before, now) = (now, snapshot);
        }

        switch (told.Kind)
        {
            case EventKind.Snapshot:
                Line(told, "=", Standing(snapshot), Style.Plain);
                ListPeers(snapshot);
                break;
            case EventKind.Change:
                TellChange(told);
                break;
            case EventKind.Hosts:
                foreach (var peer in HostChanges.Of(new PeerChange(before, told.Snapshot)))
                {
                    Line(told, "i", $"{peer}   {words.HostIs(peer.HostName ?? words.None)}   {Standing(told.Snapshot)}", Warning);
                }

                break;
            case EventKind.Held:
                TellHeld(told);
                break;
            case EventKind.Stale:
                staleAt = told.Since;
                Line(told, "!", $"{words.StaleNow(snapshot.LastReason.ToCode())}   {Standing(snapshot)}", Bad);
                break;
            case EventKind.Fresh:
                Line(told, "ok", $"{words.FreshAgain(told.Since - staleAt)}   {Standing(snapshot)}", Good);
                break;
            case EventKind.Self:
                Line(told, "i", words.SelfIs(snapshot.Self), snapshot.Self == SelfPresence.Present ? Good : Warning);
                break;
            case EventKind.Name:
                Line(told, "i", words.NameIs(snapshot.ResolvedName ?? words.None), Warning);
                break;
            case EventKind.Lookup:
                Line(told, "?", words.LookupTold(snapshot.LastOutcome.ToCode(), snapshot.LastReason.ToCode()), new Style(decoration: Decoration.Dim));
                break;
            case EventKind.End when told.Tally is { } tally && !invocation.Presentation.Quiet:
                invocation.Line(words.WatchEnd(tally.Lookups, tally.Failed, joined, gone));
                break;
        }
    }

    private void TellChange(WatchEvent told)
    {
        if (!before.IsResolved)
        {
            if (told.Snapshot.ResolvedName is { } name)
            {
                Line(told, "i", invocation.Words.NameIs(name), Style.Plain);
            }

            Line(told, "=", Standing(told.Snapshot), Good);
            ListPeers(told.Snapshot);
            return;
        }

        foreach (var peer in told.Added)
        {
            joined++;
            Line(told, "+", $"{peer}   {invocation.Words.Joined}   {Standing(told.Snapshot)}", Good);
        }

        foreach (var peer in told.Removed)
        {
            gone++;
            Line(told, "-", $"{peer}   {invocation.Words.Gone}   {Standing(told.Snapshot)}", Warning);
        }
    }

    private void TellHeld(WatchEvent told)
    {
        foreach (var peer in told.Snapshot.Held.Except(before.Held))
        {
            Line(told, "~", $"{peer}   {invocation.Words.HeldUntilConfirmed}   {Standing(told.Snapshot)}", Warning);
        }

        foreach (var peer in before.Held.Except(told.Snapshot.Held).Intersect(told.Snapshot))
        {
            Line(told, "~", $"{peer}   {invocation.Words.NamedAgain}   {Standing(told.Snapshot)}", Good);
        }
    }

    private void ListPeers(PeerSnapshot snapshot)
    {
        foreach (var row in snapshot.Chunk(4))
        {
            invocation.Line($"              {string.Join("  ", row.Select(peer => peer.ToString()))}");
        }
    }

    private string Standing(PeerSnapshot snapshot)
    {
        var words = invocation.Words;
        if (snapshot.Ttl is not { } ttl)
        {
            return words.Unresolved;
        }

        string?[] parts =
        [
            snapshot.Self == SelfPresence.Present ? words.PeersAndSelf(snapshot.Count) : words.Peers(snapshot.Count),
            snapshot.Held.IsEmpty ? null : words.HeldCount(snapshot.Held.Length),
            snapshot.IsStale ? words.StaleMark : words.Ttl(ttl),
            string.Create(CultureInfo.InvariantCulture, $"v{snapshot.Version}"),
            words.Fingerprint(snapshot.Fingerprint),
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private void Line(WatchEvent told, string sign, string text, Style style) =>
        invocation.Line($"{told.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {sign,-2} {text}", style);
}
