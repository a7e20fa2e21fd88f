using System.Globalization;
using HeadlessDiscovery.Tool.Commands;
using HeadlessDiscovery.Tool.Options;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Output.Table;

/// <summary>One lookup for people: the verdict first, then the peers, then how they were found.</summary>
internal static class ResolveTable
{
    public static void Write(Invocation invocation, LookupExplanation explanation, int others, LookupArguments asked)
    {
        if (!invocation.Presentation.Quiet)
        {
            Verdict(invocation, explanation, others, asked);
        }

        if (!explanation.Peers.IsEmpty)
        {
            Peers(invocation, explanation, asked);
        }

        if (invocation.Presentation.Verbose)
        {
            Trace(invocation, explanation.Asked, explanation.Plan);
        }

        if (!invocation.Presentation.Quiet)
        {
            Footer(invocation, explanation);
        }
    }

    private static void Verdict(Invocation invocation, LookupExplanation explanation, int others, LookupArguments asked)
    {
        var words = invocation.Words;
        switch (explanation.Outcome)
        {
            case LookupOutcome.Found:
                var seen = explanation.Self == SelfPresence.Present ? words.PeersAndSelf(others) : words.Peers(others);
                var server = explanation.Asked.LastOrDefault(question => question.Result == "answer")?.Server;
                string?[] parts = [seen, explanation.Name, server is null ? null : words.Via(server.ToString()), explanation.Ttl is { } ttl ? words.Ttl(ttl) : null];
                invocation.Line(string.Join(" · ", parts.OfType<string>()), new Style(Color.Green));
                break;
            case LookupOutcome.Empty:
                invocation.Line(words.NoPeers(explanation), new Style(Color.Yellow));
                break;
            default:
                invocation.Line(words.CouldNotAsk(explanation), new Style(Color.Red));
                break;
        }

        if (explanation.Outcome is LookupOutcome.Found or LookupOutcome.Empty && asked.Expect is { } expected && others < expected)
        {
            invocation.Line(words.FewerThanExpected(others, expected), new Style(Color.Yellow));
        }

        invocation.Line();
    }

    private static void Peers(Invocation invocation, LookupExplanation explanation, LookupArguments asked)
    {
        var words = invocation.Words;
        var hasHosts = explanation.Peers.Any(peer => peer.HostName is not null);
        var own = asked.Self.Select(Peer.Parse).Select(self => self.Address).ToHashSet();
        var hasNotes = explanation.Peers.Any(peer => own.Contains(peer.Address));
        List<string> headings = [words.ColumnPeer];
        Add(headings, hasHosts, words.ColumnHost);
        Add(headings, hasNotes, words.ColumnNote);
        Columns.Write(invocation, headings, explanation.Peers.Select(peer =>
        {
            List<string> row = [peer.ToString()];
            Add(row, hasHosts, peer.HostName ?? string.Empty);
            Add(row, hasNotes, own.Contains(peer.Address) ? words.SelfNote : string.Empty);
            return row;
        }));
    }

    /// <summary>Every question, with what came of it, and the names that were not asked.</summary>
    public static void Trace(Invocation invocation, IEnumerable<LookupQuestion> asked, LookupPlan plan)
    {
        var words = invocation.Words;
        invocation.Line();
        Columns.Write(
            invocation,
            [words.ColumnAsked, words.ColumnType, words.ColumnServer, words.ColumnResult, words.ColumnRecords, words.ColumnTime],
            asked.Select(question => (string[])
            [
                question.Name,
                question.Type,
                $"{question.Server}/{question.Transport}",
                question.Result,
                question.Records.ToString(CultureInfo.InvariantCulture),
                Milliseconds(question.Duration),
            ]));
        foreach (var skipped in plan.Skipped)
        {
            invocation.Line($"  {words.LeftOut(skipped, plan.ClusterZones)}");
        }
    }

    private static void Footer(Invocation invocation, LookupExplanation explanation)
    {
        var words = invocation.Words;
        var candidates = explanation.Plan.Candidates;
        var index = explanation.Name is null ? -1 : candidates.IndexOf(explanation.Name);
        string?[] parts =
        [
            index < 0 ? null : words.CandidateOf(index + 1, candidates.Length),
            Milliseconds(explanation.Duration),
            explanation.Outcome != LookupOutcome.Found ? null : explanation.IsTruncated ? words.Truncated : words.Complete,
            explanation.Outcome != LookupOutcome.Found ? null : words.Fingerprint(explanation.Fingerprint),
        ];
        if (!explanation.Peers.IsEmpty || invocation.Presentation.Verbose)
        {
            invocation.Line();
        }

        invocation.Line(string.Join(" · ", parts.OfType<string>()), new Style(decoration: Decoration.Dim));
    }

    private static void Add(List<string> row, bool applies, string cell)
    {
        if (applies)
        {
            row.Add(cell);
        }
    }

    private static string Milliseconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.0} ms");
}
