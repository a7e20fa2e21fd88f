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
    private const int MostStoryLines = 12;

    // Header, headings, policies, and the line below that the terminal keeps for itself.
    private const int OtherLines = 9;

    // From here on the addresses fit too.
    private const int WideEnough = 100;
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
            .. story.TakeLast(Math.Max(2, invocation.Host.Height() - OtherLines - Cluster.Participants.Count())).Select(text => Line(text, Decoration.None)),
        ];
        return new Rows(lines);
    }

    private Spectre.Console.Table Pods(TimeSpan elapsed)
    {
        var words = invocation.Words;
        var width = invocation.Console.Profile.Width;
        int[] widths = width >= WideEnough ? [7, 11, 10, 26, 4, 8, 0] : [7, 0, 10, 24, 4, 8, 0];
        widths[^1] = Math.Max(8, width - widths.Sum() - (2 * widths.Length));

        var table = new Spectre.Console.Table().NoBorder().Collapse();
        foreach (var (heading, columns) in words.DemoColumns.Zip(widths).Where(column => column.Second > 0))
        {
            // On the right: a table without a border leaves the padding on the left out.
            table.AddColumn(new TableColumn(new Spectre.Console.Text(Cells.Crop(heading, columns), new Style(decoration: Decoration.Underline))).Width(columns).NoWrap().Padding(0, 0, 2, 0));
        }

        foreach (var participant in Cluster.Participants)
        {
            var style = StyleOf(participant.Current);
            table.AddRow(Row(participant, elapsed, widths[^1]).Zip(widths).Where(cell => cell.Second > 0).Select((cell, column) =>
                new Spectre.Console.Text(Cells.Crop(Terminal.Fit(cell.First, invocation.Host.Encoding), cell.Second), column == 0 ? Style.Plain : style)));
        }

        return table;
    }

    private IEnumerable<string> Row(Participant participant, TimeSpan elapsed, int lastWidth)
    {
        var words = invocation.Words;
        var snapshot = participant.Current;
        var left = snapshot.ExpiresAt - Cluster.Time.GetUtcNow();
        var (text, at) = lastChanges.GetValueOrDefault(participant);
        var ago = words.DemoAgo(elapsed - at);
        return
        [
            participant.Name,
            participant.Self?.Address.ToString() ?? "-",
            words.DemoState(snapshot),
            ChangeText.Sees(participant, Cluster),
            snapshot.IsResolved ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, left.TotalSeconds):0.0}") : "-",
            participant.LastCall?.ToString() ?? "-",
            string.IsNullOrEmpty(text) ? "-" : $"{Cells.Crop(text, Math.Max(2, lastWidth - Cells.Width(ago) - 1))} {ago}",
        ];
    }

    private static Style StyleOf(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => new Style(Color.Grey),
        { IsStale: true } => new Style(Color.Red),
        { Held.IsEmpty: false } => new Style(Color.Yellow),
        _ => new Style(Color.Green),
    };

    private void Tell(string text)
    {
        story.Enqueue(text);
        while (story.Count > MostStoryLines)
        {
            story.TryDequeue(out _);
        }
    }

    private Markup Line(string text, Decoration decoration) =>
        new(Markup.Escape(Cells.Crop(Terminal.Fit(text, invocation.Host.Encoding), invocation.Console.Profile.Width - 1)), new Style(decoration: decoration));
}
