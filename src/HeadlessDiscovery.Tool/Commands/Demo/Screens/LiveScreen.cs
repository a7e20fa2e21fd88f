using System.Collections.Concurrent;
using System.Globalization;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output.Table;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>A table that is drawn anew several times a second: one row a pod, the policies below it, the story below these.</summary>
internal sealed class LiveScreen : Screen
{
    private const int StoryLines = 8;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(200);

    private readonly Invocation invocation;
    private readonly ConcurrentDictionary<Participant, (string Text, TimeSpan At)> lastChanges = new();
    private readonly ConcurrentQueue<string> story = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task drawing;
    private volatile string step = string.Empty;

    public LiveScreen(Invocation invocation, Cluster cluster, Ledger ledger)
        : base(cluster, ledger)
    {
        this.invocation = invocation;
        drawing = invocation.Console.Live(Draw()).StartAsync(DrawAllAsync);
    }

    public override void Began(string step)
    {
        this.step = step;
        Tell($"   {step}");
    }

    public override void Says(string text) => Tell($"     {text}");

    public override void Finished(StepResult step) => Tell($"ok {step.Name}: {invocation.Words.DemoAgreed(step.Agreement, step.Answered, step.Asked)}");

    public override async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await drawing.ConfigureAwait(false);
        stopping.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Joined(Participant participant) => lastChanges[participant] = (string.Empty, Ledger.Elapsed);

    protected override void Saw(Participant participant, PeerChange change)
    {
        if (ChangeText.Of(change, Cluster, invocation.Words) is { Length: > 0 } text)
        {
            lastChanges[participant] = (text, Ledger.Elapsed);
        }
    }

    protected override void Left(Participant participant) => lastChanges.TryRemove(participant, out _);

    private async Task DrawAllAsync(LiveDisplayContext live)
    {
        try
        {
            while (true)
            {
                live.UpdateTarget(Draw());
                live.Refresh();
                await Task.Delay(Frame, Cluster.Time, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            live.UpdateTarget(Draw());
            live.Refresh();
        }
    }

    private Rows Draw()
    {
        var words = invocation.Words;
        var elapsed = Ledger.Elapsed;
        IEnumerable<IRenderable> lines =
        [
            Line(string.Create(CultureInfo.InvariantCulture, $"headless-peers demo · {Cluster.FullName} · {(int)elapsed.TotalMinutes}:{elapsed.Seconds:00}"), Decoration.Bold),
            Line(words.DemoTitle(Cluster.FullName, Cluster.NameServer), Decoration.Dim),
            Line($"> {step}", Decoration.Bold),
            Pods(elapsed),
            Line(Now.Of(Cluster, words), Decoration.Bold),
            .. story.TakeLast(StoryLines).Select(text => Line(text, Decoration.None)),
        ];
        return new Rows(lines);
    }

    private Spectre.Console.Table Pods(TimeSpan elapsed)
    {
        var words = invocation.Words;
        var table = new Spectre.Console.Table().Border(invocation.Host.Encoding.CodePage == 65001 ? TableBorder.Horizontal : TableBorder.Ascii2);
        foreach (var heading in words.DemoColumns)
        {
            table.AddColumn(new TableColumn(heading).NoWrap());
        }

        foreach (var participant in Cluster.Participants)
        {
            var snapshot = participant.Current;
            var left = snapshot.ExpiresAt - Cluster.Time.GetUtcNow();
            var (text, at) = lastChanges.GetValueOrDefault(participant);
            table.AddRow(
                new Spectre.Console.Text(participant.Name),
                new Spectre.Console.Text(participant.Self?.Address.ToString() ?? "-"),
                new Spectre.Console.Text(words.DemoState(snapshot), StyleOf(snapshot)),
                new Spectre.Console.Text(ChangeText.Sees(participant, Cluster)),
                new Spectre.Console.Text(snapshot.IsResolved ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, left.TotalSeconds):0.0}") : "-"),
                new Spectre.Console.Text(participant.LastCall?.ToString() ?? "-"),
                new Spectre.Console.Text(string.IsNullOrEmpty(text) ? "-" : $"{Shorten(text)} {words.DemoAgo(elapsed - at)}"));
        }

        return table;
    }

    private static Style StyleOf(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => new Style(Color.Grey),
        { IsStale: true } => new Style(Color.Red),
        { Held.IsEmpty: false } => new Style(Color.Yellow),
        _ => new Style(Color.Green),
    };

    private static string Shorten(string text) => text.Length <= 24 ? text : $"{text[..23]}…";

    private void Tell(string text)
    {
        story.Enqueue(text);
        while (story.Count > StoryLines)
        {
            story.TryDequeue(out _);
        }
    }

    private Markup Line(string text, Decoration decoration) =>
        new Markup(Markup.Escape(Terminal.Fit(text, invocation.Host.Encoding)), new Style(decoration: decoration)) { Overflow = Overflow.Ellipsis };
}
