using System.Globalization;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>The story as lines, for a file, a pipe, or a terminal that cannot be drawn on.</summary>
internal sealed class LineScreen : Screen
{
    private readonly Lock gate = new();
    private readonly Invocation invocation;

    public LineScreen(Invocation invocation, Cluster cluster, Ledger ledger)
        : base(cluster, ledger)
    {
        this.invocation = invocation;
        Line(invocation.Words.DemoTitle(cluster.FullName, cluster.NameServer));
    }

    public override void Began(string step)
    {
        Line(string.Empty);
        At($"== {step}");
    }

    public override void Says(string text) => At($"   {text}");

    public override void Finished(StepResult step)
    {
        var words = invocation.Words;
        foreach (var participant in Cluster.Judges)
        {
            At($"   {participant.Name,-7} {ChangeText.Sees(participant, Cluster)}  {words.DemoAnswered(participant.LastCall)}");
        }

        At($"   {Now.Of(Cluster, words)}");
        At($"ok {words.DemoAgreed(step.Agreement, step.Answered, step.Asked)}");
    }

    protected override void Joined(Participant participant)
    {
    }

    protected override void Saw(Participant participant, PeerChange change)
    {
        if (ChangeText.Of(change, Cluster, invocation.Words) is { Length: > 0 } text)
        {
            At($"   {participant.Name,-7} {text}");
        }
    }

    protected override void Left(Participant participant)
    {
    }

    private void At(string text) => Line(string.Create(CultureInfo.InvariantCulture, $"{Ledger.Elapsed.TotalSeconds,6:0.0} s  {text}"));

    private void Line(string text)
    {
        lock (gate)
        {
            invocation.Line(text);
        }
    }
}
