using System.CommandLine;
using System.Globalization;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Expand;

/// <summary><c>expand NAME</c>: the names that would be asked.</summary>
internal sealed class ExpandCommand : ToolCommand
{
    private readonly Argument<string?> service;
    private readonly LookupOptions asking;

    public ExpandCommand(Words words)
        : base("expand", words.Expand, words)
    {
        service = ServiceArgument(words);
        asking = new LookupOptions(words);
        Arguments.Add(service);
        asking.AddTo(this);
    }

    public override IReadOnlyList<Example> Examples => Words.ExpandExamples;

    public override IReadOnlyList<string> Exits => Words.QuietExits;

    public override async Task<int> RunAsync(ParseResult arguments, Invocation invocation, CancellationToken cancellationToken)
    {
        var reader = new OptionReader(arguments, Words);
        var name = reader.Service(service);
        var asked = asking.Read(reader);
        reader.ThrowIfWrong();

        var session = invocation.Open(name, asked);
        await using (session.ConfigureAwait(false))
        {
            Tell(invocation, name, session.Plan());
        }

        return ExitCode.Yes;
    }

    private void Tell(Invocation invocation, string name, LookupPlan plan)
    {
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(PlanJson.Of(name, plan));
                return;
            case OutputFormat.Plain:
                PlainLines.Write(invocation.Console, plan.Candidates);
                return;
        }

        if (!invocation.Presentation.Quiet)
        {
            invocation.Line(Words.ExpandTitle(name, plan.Candidates.Length));
            invocation.Line();
        }

        for (var i = 0; i < plan.Candidates.Length; i++)
        {
            invocation.Line(string.Create(CultureInfo.InvariantCulture, $"  {i + 1}  {plan.Candidates[i]}"));
        }

        foreach (var skipped in plan.Skipped)
        {
            invocation.Line($"  -  {Words.LeftOut(skipped.Name, skipped.Why)}");
        }

        if (!invocation.Presentation.Quiet)
        {
            invocation.Line();
            invocation.Line(Words.NoQueryWasSent);
        }
    }
}
