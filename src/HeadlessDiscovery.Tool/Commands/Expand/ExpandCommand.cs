using System.Globalization;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Json;
using HeadlessDiscovery.Tool.Output.Plain;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Expand;

/// <summary><c>expand NAME</c>: the names that would be asked.</summary>
internal sealed class ExpandCommand(Words words) : ServiceCommand<ExpandCommand.None>("expand", words.Expand, words)
{
    protected override None Read(OptionReader reader) => default;

    protected override async Task<int> RunAsync(Invocation invocation, ServiceRequest<None> request, CancellationToken cancellationToken)
    {
        var session = invocation.Open(request.Service, request.Lookup);
        await using (session.ConfigureAwait(false))
        {
            Tell(invocation, request.Service, session.Plan());
        }

        return ExitCode.Yes;
    }

    private void Tell(Invocation invocation, string name, LookupPlan plan)
    {
        switch (invocation.Format)
        {
            case OutputFormat.Json:
                invocation.Json(JsonLine.Of(json =>
                {
                    json.WriteString("name", name);
                    json.WriteStrings("candidates", plan.Candidates);
                    json.WriteSkipped(plan.Skipped);
                }));
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
            invocation.Line($"  -  {Words.LeftOut(skipped, plan.ClusterZones)}");
        }

        if (!invocation.Presentation.Quiet)
        {
            invocation.Line();
            invocation.Line(Words.NoQueryWasSent);
        }
    }

    /// <summary>It has no option of its own.</summary>
    internal readonly record struct None;
}
