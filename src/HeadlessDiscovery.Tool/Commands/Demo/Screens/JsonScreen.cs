using System.Collections.Concurrent;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Output.Json;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>The events of docs/cli.md, each with its pod. The steps go to standard error.</summary>
internal sealed class JsonScreen(Invocation invocation, Cluster cluster, Ledger ledger) : Screen(cluster, ledger)
{
    private readonly ConcurrentDictionary<Participant, PeerSnapshot> told = new();

    public override void Began(StepText step, int number, int steps) => invocation.Aside(invocation.Words.DemoStep(number, steps, step.Name));

    public override void Says(string text) => invocation.Aside($"  {text}");

    public override void Compares()
    {
    }

    public override void Finished(StepResult step)
    {
    }

    protected override void Joined(Participant participant)
    {
    }

    protected override void Saw(Participant participant, PeerChange change)
    {
        var isFirst = !told.ContainsKey(participant);
        told[participant] = change.Current;
        foreach (var kind in isFirst ? [WatchEventKind.Snapshot] : WatchEventKinds.Of(change))
        {
            var carries = kind is WatchEventKind.Snapshot or WatchEventKind.Change;
            Tell(Event(participant, kind, change.Current) with { Added = carries ? change.Added : [], Removed = carries ? change.Removed : [] });
        }
    }

    protected override void Left(Participant participant) =>
        Tell(Event(participant, WatchEventKind.End, participant.Current) with { Tally = participant.Tally });

    private WatchEvent Event(Participant participant, WatchEventKind kind, PeerSnapshot snapshot) =>
        new(kind, Ledger.Elapsed, Cluster.Time.GetUtcNow(), Cluster.ServiceName, snapshot) { Pod = participant.Name };

    private void Tell(WatchEvent told) => invocation.Json(WatchJson.Of(told));
}
