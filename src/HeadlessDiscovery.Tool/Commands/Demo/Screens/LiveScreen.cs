using System.Collections.Concurrent;
using System.Globalization;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output.Table;
using Spectre.Console;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>A <see cref="Frame"/> that is drawn anew several times a second: the contenders on top, a row for each pod, and the story below.</summary>
internal sealed class LiveScreen : Screen
{
    private const int MostStoryLines = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(5);

    private readonly Invocation invocation;
    private readonly ConcurrentDictionary<Participant, (string Text, TimeSpan At)> lastChanges = new();
    private readonly ConcurrentQueue<string> story = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task drawing;
    private volatile Chapter chapter = new(new StepText(string.Empty, string.Empty), 0, 0);

    public LiveScreen(Invocation invocation, Cluster cluster, Ledger ledger)
        : base(cluster, ledger)
    {
        this.invocation = invocation;
        drawing = invocation.Console.Live(Draw()).StartAsync(DrawAllAsync);
    }

    public override void Began(Chapter next) => chapter = next;

    public override void Says(string text) => Tell($"   {text}");

    public override void Finished(StepResult step) => Tell($"ok {step.Name}: {invocation.Words.DemoAgreed(step.Agreement, step.Answered, step.Asked)}");

    public override Task ReadAsync(CancellationToken cancellationToken) => Task.Delay(Reading, Cluster.Time, cancellationToken);

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
                await Task.Delay(Pause, Cluster.Time, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            live.UpdateTarget(Draw());
            live.Refresh();
        }
    }

    private Rows Draw() => new(Frame.Draw(View(), invocation.Words, invocation.Console.Profile.Width, invocation.Host.Height()).Select(line =>
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        foreach (var (text, style) in line.Parts)
        {
            paragraph.Append(Terminal.Fit(text, invocation.Host.Encoding), style);
        }

        return paragraph;
    }));

    private DemoView View()
    {
        var elapsed = Ledger.Elapsed;
        return new DemoView
        {
            Elapsed = elapsed,
            Chapter = chapter,
            Live = Cluster.Truth.Count,
            Standings = Scores.Of(Cluster.Contest, Ledger.FalseRemovals),
            Countdown = Scores.Countdown(Cluster, invocation.Words),
            Rows = [.. Cluster.Judges.Select(participant => Row(participant, elapsed))],
            Leaving = [.. Cluster.Pods.Where(pod => pod.IsTerminating).Select(pod => pod.Participant.Name)],
            Story = [.. story],
            NameServer = Cluster.NameServer,
        };
    }

    private PodRow Row(Participant participant, TimeSpan elapsed)
    {
        var snapshot = participant.Current;
        var left = snapshot.ExpiresAt - Cluster.Time.GetUtcNow();
        var (text, at) = lastChanges.GetValueOrDefault(participant, (string.Empty, elapsed));
        return new PodRow(
            participant.Name,
            participant.Self?.Address.ToString() ?? "-",
            snapshot,
            ChangeText.Sees(participant, Cluster),
            snapshot.IsResolved ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, left.TotalSeconds):0.0}") : "-",
            text.Length == 0 ? string.Empty : $"{text}  {invocation.Words.DemoAgo(elapsed - at)}");
    }

    private void Tell(string text)
    {
        story.Enqueue(text);
        while (story.Count > MostStoryLines)
        {
            story.TryDequeue(out _);
        }
    }
}
