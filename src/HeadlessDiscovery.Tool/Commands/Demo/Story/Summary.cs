using System.Globalization;
using HeadlessDiscovery.Tool.Options;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>What the demo ends with: the verdict, then the numbers.</summary>
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
        yield return ledger.IsBroken ? words.DemoBroken : ledger.IsComplete ? words.DemoHeld : words.DemoInterrupted;
        foreach (var broken in ledger.Broken)
        {
            yield return $"  x  {broken}";
        }

        yield return $"  {words.DemoChangesSeen(ledger.Changes)}";
        yield return $"  {words.DemoFalseRemovals(ledger.FalseRemovals, ledger.TakeLastAnswerFalseRemovals, ledger.DropOnErrorFalseRemovals)}";
        yield return $"  {words.DemoCalls(ledger.Calls.Answered, ledger.Calls.Asked)}";
        yield return $"  {words.DemoAgreementTitle}";
        foreach (var step in ledger.Steps)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"    {step.Agreement.TotalSeconds,5:0.0} s  {step.Name}");
        }

        yield return $"  {words.DemoTook(ledger.Elapsed)}";
    }
}
