using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Options;
using HeadlessDiscovery.Tool.Output.Table;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>What the demo ends with: the verdict, each promise with its figure, the contenders, and what to do next.</summary>
internal static class Summary
{
    public static void Write(Invocation invocation, Ledger ledger)
    {
        foreach (var line in Lines(invocation, ledger))
        {
            if (invocation.Format == OutputFormat.Json)
            {
                invocation.Aside(line);
            }
            else
            {
                invocation.Line(line);
            }
        }
    }

    private static IEnumerable<string> Lines(Invocation invocation, Ledger ledger)
    {
        var words = invocation.Words;
        yield return string.Empty;
        yield return ledger.IsBroken ? words.DemoBroken(ledger.Elapsed) : ledger.IsComplete ? words.DemoHeld(ledger.Elapsed) : words.DemoInterrupted(ledger.Elapsed);
        foreach (var broken in ledger.Broken)
        {
            yield return $"  x   {broken}";
        }

        var promises = Promise.Of(ledger, words);
        var width = promises.Max(promise => Cells.Width(promise.Text));
        foreach (var promise in promises)
        {
            yield return $"  {Mark(promise.IsKept)}  {Cells.Pad(promise.Text, width)}   {promise.Figure}".TrimEnd();
        }

        if (ledger.Standings is { } standings)
        {
            yield return string.Empty;
            yield return $"  {words.DemoSameFaults}";
            foreach (var line in Scores.Final(standings, words))
            {
                yield return $"  {line}";
            }
        }

        yield return string.Empty;
        yield return words.DemoNext;
        var steps = words.DemoNextSteps;
        var widest = steps.Max(step => Cells.Width(step.Line));
        foreach (var step in steps)
        {
            yield return $"  {Cells.Pad(step.Line, widest)}   {step.Says}";
        }
    }

    private static string Mark(bool? isKept) => isKept switch
    {
        true => "ok",
        false => "x ",
        null => "--",
    };
}
