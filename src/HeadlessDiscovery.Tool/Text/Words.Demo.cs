using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>What the demo says.</summary>
internal abstract partial class Words
{
    public abstract string Demo { get; }
    public abstract IReadOnlyList<Example> DemoExamples { get; }
    public abstract IReadOnlyList<string> DemoExits { get; }
    public abstract string DemoNeedsLoopback(string why);
    public abstract string DemoTitle(string service, string server);
    public abstract string DemoFooter(string server);
    public abstract string DemoHeldMark { get; }
    public abstract string DemoLegend { get; }

    // Steps
    public abstract StepText DemoStart { get; }
    public abstract StepText DemoLesson { get; }
    public abstract StepText DemoScaleTo(int count);
    public abstract StepText DemoRolling { get; }
    public abstract StepText DemoBlip { get; }
    public abstract StepText DemoOutage { get; }
    public abstract string DemoStep(int number, int steps, string name);

    // The lesson
    public abstract string DemoOneAddress(string service, string address);
    public abstract string DemoNotHeadless { get; }
    public abstract string DemoAddresses(string service, int count);
    public abstract string DemoPlainCall(string service, string pod);
    public abstract string DemoCallAll(int answered, int asked);

    // The contenders
    public abstract IReadOnlyList<string> DemoContenders { get; }
    public abstract IReadOnlyList<string> DemoScoreColumns { get; }
    public abstract string DemoLive(int count);
    public abstract string DemoList(Standing standing);
    public abstract string DemoOf(int part, int whole);
    public abstract string DemoScore(Standing standing);

    // Removals
    public abstract string DemoCountdown(string pods, int confirmations, int needed, int heldFor, int heldAtLeast);
    public abstract string DemoConfirming(string holds);

    // The pods
    public abstract IReadOnlyList<string> DemoColumns { get; }
    public abstract string DemoFresh { get; }
    public abstract string DemoState(PeerSnapshot snapshot);
    public abstract string DemoAnswered(Call? call);
    public abstract string DemoAgreed(TimeSpan agreement, int answered, int asked);
    public abstract string DemoAgo(TimeSpan since);
    public abstract string DemoLeaving(string pods);

    // Broken promises
    public abstract string DemoTooLong(TimeSpan most);
    public abstract string DemoNoAgreement(string step, TimeSpan waited, string seen);
    public abstract string DemoNotAnswered(string step, int silent, int asked);
    public abstract string DemoFalseRemoval(int count);
    public abstract string DemoNotMet(string step);

    // Summary
    public abstract string DemoHeld(TimeSpan elapsed);
    public abstract string DemoBroken(TimeSpan elapsed);
    public abstract string DemoInterrupted(TimeSpan elapsed);
    public abstract string DemoPromise(PromiseKind kind);
    public abstract string DemoRemovedFigure(int removed, int changes);
    public abstract string DemoCallsFigure(int answered, int asked);
    public abstract string DemoAgreementFigure(int times, TimeSpan slowest);
    public abstract string DemoOutageFigure(int kept, int pods);
    public abstract string DemoEmptyFigure(TimeSpan after);
    public abstract string DemoSameFaults { get; }
    public abstract string DemoNext { get; }
    public abstract IReadOnlyList<Example> DemoNextSteps { get; }
}
