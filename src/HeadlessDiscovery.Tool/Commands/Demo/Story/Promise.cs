using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>What the demo checks.</summary>
internal enum PromiseKind
{
    /// <summary>No live pod is removed.</summary>
    LivePods,

    /// <summary>Every call to a listed pod is answered.</summary>
    Calls,

    /// <summary>All pods agree after each change.</summary>
    Agreement,

    /// <summary>An outage of DNS removes nobody.</summary>
    Outage,

    /// <summary>That there is no pod is confirmed before it is believed.</summary>
    Empty,
}

/// <summary>A promise with what was measured of it.</summary>
/// <param name="Text">What is promised.</param>
/// <param name="Figure">What was measured; empty before anything was.</param>
/// <param name="IsKept">Null where the story did not come so far.</param>
internal sealed record Promise(string Text, string Figure, bool? IsKept)
{
    /// <summary>All of them, in the order in which they are printed.</summary>
    public static IReadOnlyList<Promise> Of(Ledger ledger, Words words)
    {
        var (answered, asked) = ledger.AllCalls;
        var slowest = ledger.Steps.MaxBy(step => step.Agreement);
        return
        [
            One(PromiseKind.LivePods, ledger.Changes > 0, () => words.DemoRemovedFigure(ledger.FalseRemovals, ledger.Changes)),
            One(PromiseKind.Calls, asked > 0, () => words.DemoCallsFigure(answered, asked)),
            One(PromiseKind.Agreement, slowest is not null, () => words.DemoAgreementFigure(ledger.Steps.Count, slowest!.Agreement)),
            One(PromiseKind.Outage, ledger.Outage is not null, () => words.DemoOutageFigure(ledger.Outage!.Value.Kept, ledger.Outage.Value.Of)),
            One(PromiseKind.Empty, ledger.Emptied is not null, () => words.DemoEmptyFigure(ledger.Emptied!.Value)),
        ];

        Promise One(PromiseKind kind, bool wasMeasured, Func<string> figure) =>
            new(words.DemoPromise(kind), wasMeasured ? figure() : string.Empty, ledger.IsBrokenPromise(kind) ? false : wasMeasured ? true : null);
    }
}

/// <summary>A promise broke; the message says how, and what was seen.</summary>
internal sealed class BrokenPromiseException(PromiseKind kind, string message) : Exception(message)
{
    public PromiseKind Kind => kind;
}
