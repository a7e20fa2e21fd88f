using System.CommandLine;
using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Output.Table;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Resolve;

/// <summary><c>resolve NAME</c>: one lookup, told.</summary>
internal sealed class ResolveCommand : ToolCommand
{
    private readonly Argument<string?> service;
    private readonly AskingOptions asking;
    private readonly Option<string?> count;

    public ResolveCommand(Words words)
        : base("resolve", words.Resolve, words)
    {
        service = ServiceArgument(words);
        asking = new AskingOptions(words);
        count = new Option<string?>("--count") { Description = words.OptionResolveCount, HelpName = "N" };
        Arguments.Add(service);
        asking.AddTo(this);
        Options.Add(count);
    }

    public override IReadOnlyList<Example> Examples => Words.ResolveExamples;

    public override IReadOnlyList<string> Exits => Words.ResolveExits;

    public override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var name = reader.Service(service);
        var asked = asking.Read(reader);
        var times = reader.Number(count, 1, int.MaxValue) ?? 1;
        reader.ThrowIfWrong();

        var session = invocation.Open(name, asked);
        await using (session.ConfigureAwait(false))
        {
            var worst = ExitCode.Yes;
            for (var i = 0; i < times; i++)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                var told = await session.ExplainAsync(cancellationToken).ConfigureAwait(false);
                var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
                Tell(invocation, name, asked, told, allocated);

                // The codes are in order of how little is known: one failed lookup is reported over a negative answer.
                worst = Math.Max(worst, Judge(told, asked));
            }

            return worst;
        }
    }

    private static int Judge(LookupExplanation told, Asking asked) => told.Outcome switch
    {
        LookupOutcome.Found when OthersIn(told, asked) >= (asked.Expect ?? 0) => ExitCode.Yes,
        LookupOutcome.Found or LookupOutcome.Empty => ExitCode.No,
        _ => ExitCode.CouldNotAsk,
    };

    /// <summary>The peers without self. With --include-self the list has it, once or as often as --self names it.</summary>
    private static int OthersIn(LookupExplanation told, Asking asked)
    {
        if (!asked.IncludeSelf || told.Self != SelfPresence.Present)
        {
            return told.Peers.Length;
        }

        var own = asked.Self.Select(Peer.Parse).Select(self => self.Address).ToHashSet();
        return told.Peers.Length - Math.Max(1, told.Peers.Count(peer => own.Contains(peer.Address)));
    }

    private static void Tell(Invocation invocation, string name, Asking asked, LookupExplanation told, long allocated)
    {
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(ResolveJson.Of(name, told, allocated));
                TellAside(invocation, told);
                break;
            case OutputFormat.Plain:
                PlainLines.Write(invocation.Console, told.Peers);
                TellAside(invocation, told);
                break;
            default:
                ResolveTable.Write(invocation, told, OthersIn(told, asked), asked);
                TellNotes(invocation, told);
                break;
        }
    }

    // A table says this in its first line; the other formats must not mix it into the result.
    private static void TellAside(Invocation invocation, LookupExplanation told)
    {
        var words = invocation.Words;
        if (told.Outcome == LookupOutcome.Empty)
        {
            invocation.Aside(words.NoPeers(told));
        }
        else if (told.Outcome != LookupOutcome.Found)
        {
            invocation.Aside(words.CouldNotAsk(told));
        }

        TellNotes(invocation, told);
    }

    // What the verdict does not say; doctor says the rest.
    private static void TellNotes(Invocation invocation, LookupExplanation told)
    {
        if (told.Notes.IsEmpty)
        {
            return;
        }

        string[] findings =
        [
            .. PeerDiagnosis.Of(told, invocation.Words.Findings)
                .Where(finding => finding.Code is FindingCatalogue.NoSearchList or FindingCatalogue.NoAddress or FindingCatalogue.OutsideCluster or FindingCatalogue.Unverified or FindingCatalogue.ClusterIp or FindingCatalogue.ExternalName or FindingCatalogue.VirtualAddress or FindingCatalogue.OnePod)
                .Select(finding => finding.Fix is { } fix ? $"{finding} {invocation.Words.Fix}: {fix.ReplaceLineEndings(" ")}" : finding.ToString()),
        ];
        foreach (var text in findings.Length > 0 ? findings : [.. told.Notes])
        {
            invocation.Aside(invocation.Words.Note(text));
        }
    }
}
