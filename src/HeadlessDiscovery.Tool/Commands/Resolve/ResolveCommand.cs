using System.CommandLine;
using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Resolve;

/// <summary><c>resolve NAME</c>: one lookup, or as many as --count says, each reported.</summary>
internal sealed class ResolveCommand(Words words) : ServiceCommand<int>("resolve", words.Resolve, words)
{
    private readonly Option<string?> count = new("--count") { Description = words.OptionResolveCount, HelpName = "N" };

    protected override IEnumerable<Option> OwnOptions => [.. base.OwnOptions, count];

    protected override int Read(OptionReader reader) => reader.Number(count, 1, int.MaxValue) ?? 1;

    protected override async Task<int> RunAsync(Invocation invocation, ServiceRequest<int> request, CancellationToken cancellationToken)
    {
        var session = invocation.Open(request.Service, request.Lookup);
        await using (session.ConfigureAwait(false))
        {
            var worst = ExitCode.Yes;
            for (var i = 0; i < request.Settings; i++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var explanation = await session.ExplainAsync(cancellationToken).ConfigureAwait(false);
                var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                Tell(invocation, request, explanation, allocated);

                // The codes are in order of how little is known: one failed lookup is reported over a negative answer.
                worst = Math.Max(worst, Judge(explanation, request.Lookup));
            }

            return worst;
        }
    }

    private static int Judge(LookupExplanation explanation, LookupArguments asked) => explanation.Outcome switch
    {
        LookupOutcome.Found when OthersIn(explanation, asked) >= (asked.Expect ?? 0) => ExitCode.Yes,
        LookupOutcome.Found or LookupOutcome.Empty => ExitCode.No,
        _ => ExitCode.CouldNotAsk,
    };

    /// <summary>The peers without self. With --include-self the list has it, once or as often as --self names it.</summary>
    private static int OthersIn(LookupExplanation explanation, LookupArguments asked)
    {
        if (!asked.IncludeSelf || explanation.Self != SelfPresence.Present)
        {
            return explanation.Peers.Length;
        }

        var own = asked.Self.Select(Peer.Parse).Select(self => self.Address).ToHashSet();
        return explanation.Peers.Length - Math.Max(1, explanation.Peers.Count(peer => own.Contains(peer.Address)));
    }

    private static void Tell(Invocation invocation, ServiceRequest<int> request, LookupExplanation explanation, long allocated)
    {
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(ResolveJson.Of(request.Service, explanation, allocated));
                TellAside(invocation, explanation);
                break;
            case OutputFormat.Plain:
                PlainLines.Write(invocation.Console, explanation.Peers);
                TellAside(invocation, explanation);
                break;
            default:
                ResolveTable.Write(invocation, explanation, OthersIn(explanation, request.Lookup), request.Lookup);
                TellNotes(invocation, explanation);
                break;
        }
    }

    // A table says this in its first line; the other formats must not mix it into the result.
    private static void TellAside(Invocation invocation, LookupExplanation explanation)
    {
        var words = invocation.Words;
        if (explanation.Outcome == LookupOutcome.Empty)
        {
            invocation.Aside(words.NoPeers(explanation));
        }
        else if (explanation.Outcome != LookupOutcome.Found)
        {
            invocation.Aside(words.CouldNotAsk(explanation));
        }

        TellNotes(invocation, explanation);
    }

    // What the verdict does not say; doctor says the rest.
    private static void TellNotes(Invocation invocation, LookupExplanation explanation)
    {
        if (explanation.Notes.IsEmpty)
        {
            return;
        }

        string[] findings =
        [
            .. PeerDiagnosis.Of(explanation, invocation.Words.Findings)
                .Where(finding => FindingCatalogue.Row(finding.Code).IsOtherKind || finding.Code is FindingCatalogue.NoSearchList or FindingCatalogue.NoAddress or FindingCatalogue.OutsideCluster or FindingCatalogue.Unverified)
                .Select(finding => finding.Fix is { } fix ? $"{finding} {invocation.Words.Fix}: {fix.ReplaceLineEndings(" ")}" : finding.ToString()),
        ];
        foreach (var text in findings.Length > 0 ? findings : [.. explanation.Notes])
        {
            invocation.Aside(invocation.Words.Note(text));
        }
    }
}
