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
    public abstract IReadOnlyList<string> DemoColumns { get; }

    // Steps
    public abstract string DemoStart { get; }
    public abstract string DemoLesson { get; }
    public abstract string DemoScaleTo(int count);
    public abstract string DemoRolling { get; }
    public abstract string DemoBlip { get; }
    public abstract string DemoOutage { get; }

    // The lesson
    public abstract string DemoOneAddress(string service, string address);
    public abstract string DemoAddresses(string service, int count);
    public abstract string DemoPlainCall(string service, string pod);
    public abstract string DemoCallAll(int answered, int asked);

    // As it goes
    public abstract string DemoFresh { get; }
    public abstract string DemoState(PeerSnapshot snapshot);
    public abstract string DemoAnswered(Call? call);
    public abstract string DemoAgreed(TimeSpan agreement, int answered, int asked);
    public abstract string DemoNow(int truth, int library, int takeLastAnswer, int dropOnError);
    public abstract string DemoAgo(TimeSpan since);

    // Broken promises
    public abstract string DemoTooLong(TimeSpan most);
    public abstract string DemoNoAgreement(string step, TimeSpan waited, string seen);
    public abstract string DemoNotAnswered(string step, int silent, int asked);
    public abstract string DemoFalseRemoval(int count);
    public abstract string DemoNotMet(string step);

    // Summary
    public abstract string DemoHeld { get; }
    public abstract string DemoBroken { get; }
    public abstract string DemoInterrupted { get; }
    public abstract string DemoChangesSeen(int count);
    public abstract string DemoFalseRemovals(int library, int takeLastAnswer, int dropOnError);
    public abstract string DemoCalls(int answered, int asked);
    public abstract string DemoAgreementTitle { get; }
    public abstract string DemoTook(TimeSpan elapsed);
}
