using System.Collections.Concurrent;
using HeadlessDiscovery.Json;
using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Output;
using HeadlessDiscovery.Tool.Output.Json;

namespace HeadlessDiscovery.Tool.Commands.Demo.Screens;

/// <summary>The events of docs/cli.md, each with its pod. The steps go to standard error.</summary>
internal sealed class JsonScreen(Invocation invocation, Cluster cluster, Ledger ledger) : Screen(cluster, ledger)
{
    private readonly ConcurrentDictionary<Participant, PeerSnapshot> told = new();

    public override void Began(Chapter chapter) => invocation.Aside(invocation.Words.DemoStep(chapter));

    public override void Says(string text) => invocation.Aside($"  {text}");

    protected override void Saw(Participant participant, PeerChange change)
    {
        var isFirst = !told.ContainsKey(participant);
        told[participant] = change.Current;
        foreach (var kind in isFirst ? [EventKind.Snapshot] : EventKinds.Of(change, HostChanges.Of(change).Any()))
        {
            Tell(Event(participant, kind, change.Current).With(change));
        }
    }

    protected override void Left(Participant participant) =>
        Tell(Event(participant, EventKind.End, participant.Current) with { Tally = participant.Tally });

    private WatchEvent Event(Participant participant, EventKind kind, PeerSnapshot snapshot) =>
        new(kind, Ledger.Elapsed, Cluster.Time.GetUtcNow(), Cluster.ServiceName, snapshot) { Pod = participant.Name };

    private void Tell(WatchEvent told) => invocation.Json(WatchJson.Of(told));
}
