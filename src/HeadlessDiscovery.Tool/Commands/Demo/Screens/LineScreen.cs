using System.Globalization;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output.Table;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>The story as lines, for a file, a pipe, or a terminal that cannot be drawn on.</summary>
internal sealed class LineScreen : Screen
{
    private const int TextColumn = 3;
    private readonly Lock gate = new();
    private readonly Invocation invocation;

    public LineScreen(Invocation invocation, Cluster cluster, Ledger ledger)
        : base(cluster, ledger)
    {
        this.invocation = invocation;
        Line(invocation.Words.DemoTitle(cluster.FullName, cluster.NameServer));
        Line(invocation.Words.DemoHeldMark);
    }

    public override void Began(Chapter chapter)
    {
        Line(string.Empty);
        At($"== {invocation.Words.DemoStep(chapter)}");
        At($"   {chapter.Step.Watch}");
    }

    public override void Says(string text) => At($"   {text}");

    public override void Compares()
    {
        // Together, and without a time: the four columns fill the 79 of a small terminal.
        lock (gate)
        {
            foreach (var line in Scores.Lines(Cluster.Truth.Count, Scores.Of(Cluster.Contest, Ledger.FalseRemovals), invocation.Words))
            {
                Line(line);
            }

            if (Scores.Countdown(Cluster, invocation.Words) is { Length: > 0 } countdown)
            {
                Line(countdown);
            }
        }
    }

    public override void Finished(StepResult step)
    {
        var words = invocation.Words;
        foreach (var participant in Cluster.Judges)
        {
            At($"   {participant.Name} {ChangeText.Sees(participant, Cluster)} · {words.DemoAnswered(participant.LastCall)}");
        }

        Compares();
        At($"ok {words.DemoAgreed(step.Agreement, step.Answered, step.Asked)}");
    }

    protected override void Saw(Participant participant, PeerChange change)
    {
        if (ChangeText.Of(change, Cluster, invocation.Words) is { Length: > 0 } text)
        {
            At($"   {participant.Name} {text}");
        }
    }

    // Time, then a mark or blanks, then text, which goes on below itself where the terminal is narrow.
    private void At(string text)
    {
        var (mark, said) = (text[..TextColumn], text[TextColumn..]);
        var start = string.Create(CultureInfo.InvariantCulture, $"{Ledger.Elapsed.TotalSeconds,6:0.0} s  {mark}");
        lock (gate)
        {
            foreach (var line in Wrapped.Lines(said, invocation.Console.Profile.Width - 1 - start.Length))
            {
                invocation.Line(start + line);
                start = new string(' ', start.Length);
            }
        }
    }

    private void Line(string text)
    {
        lock (gate)
        {
            invocation.Line(text);
        }
    }
}
