using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class English
{
    public override string Demo => "A headless service on this machine, with pods and faults; nothing to install";
    public override IReadOnlyList<Example> DemoExamples =>
    [
        new("headless-peers demo", "a live screen, under two minutes"),
        new("headless-peers demo -o json", "each pod's events as JSON lines"),
        new("headless-peers demo --lang ko > demo.txt", "the story as lines of text"),
    ];

    public override IReadOnlyList<string> DemoExits =>
    [
        "0    all promises held, or ended by Ctrl+C or SIGTERM",
        "1    a promise broke",
        "2    wrong usage, or no loopback addresses 127.0.1.x",
        "70   a bug of the tool",
    ];

    public override string DemoNeedsLoopback(string why) => $"The demo needs the loopback addresses 127.0.1.11 and up (Linux and Windows have them): {why}";
    public override string DemoTitle(string service, string server) => $"{service} · DNS {server} over UDP and TCP · TTL 2 s · each pod is an HTTP server";
    public override string DemoFooter(string server) => $"DNS {server} · TTL 2 s · each pod is an HTTP server · Ctrl+C ends";
    public override string DemoHeldMark => "2~ kept until its removal is confirmed";
    public override string DemoLegend => $"{DemoHeldMark} · red: lost a live pod · amber: stale";

    public override StepText DemoStart => new(
        "Three pods start",
        "Three pods start, and find each other by DNS alone. Watch the three lines: three ways to keep a list of the pods.");

    public override StepText DemoLesson => new(
        "Why a headless Service",
        "orders is a ClusterIP Service and orders-headless a headless one, over the same pods. Watch how many pods a call reaches.");

    public override StepText DemoScaleTo(int count) => new(
        Say($"Scale to {count}"),
        count switch
        {
            0 => "The last pod leaves. Watch: HeadlessDiscovery confirms it before it believes in an empty list.",
            1 => "Four of five pods leave at the same moment, which is also what a DNS fault looks like. Watch the countdown: 3 answers and 15 s confirm that they have left.",
            _ => Say($"The Service grows to {count} pods. Watch the lists: a new pod is added with the first answer that lists it."),
        });

    public override StepText DemoRolling => new(
        "Rolling update of all pods",
        "Each of the five pods is replaced. Watch: a new pod is added with the next answer, an old one is removed when several answers confirm it.");

    public override StepText DemoBlip => new(
        "One NXDOMAIN blip",
        "DNS denies the name for a moment, though all five pods are live. Watch who loses them.");

    public override StepText DemoOutage => new(
        "DNS outage of 10 s",
        "DNS fails: 5 s of SERVFAIL, then 5 s of silence. All five pods are live. Watch whose calls fail.");

    public override string DemoStep(int number, int steps, string name) => Say($"{number} of {steps}: {name}");

    public override string DemoOneAddress(string service, string address) => $"{service}, a ClusterIP Service: one address, {address}";
    public override string DemoNotHeadless => "The library warns of it: for all pods the Service needs 'clusterIP: None'.";
    public override string DemoAddresses(string service, int count) => Say($"{service}, headless: {count} addresses, one for each pod");
    public override string DemoPlainCall(string service, string pod) => $"A plain HTTP call to http://{service}/ reached {pod} alone.";
    public override string DemoCallAll(int answered, int asked) => Say($"A call to every peer (CallAllAsync) reached {answered} of {asked}.");

    public override IReadOnlyList<string> DemoContenders => ["HeadlessDiscovery", "take the last answer", "drop on error"];
    public override IReadOnlyList<string> DemoScoreColumns => ["PODS ON THE LIST", "LIVE PODS LOST", "CALLS FAILED"];
    public override string DemoLive(int count) => Say($"{count} LIVE {(count == 1 ? "POD" : "PODS")}");
    public override string DemoList(Standing standing)
    {
        var list = standing switch
        {
            { Missing: > 0 } => Say($"{standing.Peers}, without {standing.Missing} live {(standing.Missing == 1 ? "pod" : "pods")}"),
            { Held: 0 } => Say($"{standing.Peers}"),
            _ when standing.Held == standing.Peers => Say($"{standing.Peers}, all being confirmed"),
            _ => Say($"{standing.Peers - standing.Held}, and {standing.Held} being confirmed"),
        };
        return standing.IsStale ? $"{list}, stale" : list;
    }

    public override string DemoOf(int part, int whole) => Say($"{part} of {whole}");
    public override string DemoScore(Standing standing) => Say($"live pods lost: {standing.Lost} · calls failed: {standing.Failed} of {standing.Calls}");

    public override string DemoCountdown(string pods, int confirmations, int needed, int heldFor, int heldAtLeast) => heldAtLeast == 0
        ? Say($"{pods} ({confirmations} of {needed} answers)")
        : Say($"{pods} ({confirmations} of {needed} answers, {heldFor} of {heldAtLeast} s)");

    public override string DemoConfirming(string holds) => $"Removal being confirmed: {holds}";

    public override IReadOnlyList<string> DemoColumns => ["POD", "ADDRESS", "STATE", "SEES", "TTL", "LAST CHANGE"];
    public override string DemoFresh => "fresh";
    public override string DemoState(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "unresolved",
        { IsStale: true } => "stale",
        { Held.IsEmpty: false } => Say($"confirming {snapshot.Held.Length}"),
        { Count: 0, Members.IsEmpty: true } => "empty",
        _ => "found",
    };

    public override string DemoAnswered(Call? call) => call is null ? string.Empty : $"{call} answered";
    public override string DemoAgreed(TimeSpan agreement, int answered, int asked) => Say($"all agree after {agreement.TotalSeconds:0.0} s · {answered} of {asked} calls answered");
    public override string DemoAgo(TimeSpan since) => Say($"{since.TotalSeconds:0} s");
    public override string DemoLeaving(string pods) => $"Left DNS, still serving: {pods}";

    public override string DemoTooLong(TimeSpan most) => Say($"the demo did not end within {most.TotalSeconds:0} s");
    public override string DemoNoAgreement(string step, TimeSpan waited, string seen) => Say($"{step}: no agreement within {waited.TotalSeconds:0} s: {seen}");
    public override string DemoNotAnswered(string step, int silent, int asked) => Say($"{step}: {silent} of {asked} calls were not answered");
    public override string DemoFalseRemoval(int count) => Say($"{count} live {(count == 1 ? "pod was" : "pods were")} removed");
    public override string DemoNotMet(string step) => $"{step}: not every pod noticed the fault";

    public override string DemoHeld(TimeSpan elapsed) => Say($"All promises held, in {elapsed.TotalSeconds:0} s.");
    public override string DemoBroken(TimeSpan elapsed) => Say($"A promise broke after {elapsed.TotalSeconds:0} s.");
    public override string DemoInterrupted(TimeSpan elapsed) => Say($"Ended after {elapsed.TotalSeconds:0} s, before the end of the story. No promise broke so far.");
    public override string DemoPromise(PromiseKind kind) => kind switch
    {
        PromiseKind.LivePods => "No live pod is removed",
        PromiseKind.Calls => "Every call is answered",
        PromiseKind.Agreement => "All pods agree after each change",
        PromiseKind.Outage => "A DNS outage removes no pod",
        _ => "An empty list is confirmed first",
    };

    public override string DemoRemovedFigure(int removed, int changes) => Say($"{removed} in {changes} changes of the lists");
    public override string DemoCallsFigure(int answered, int asked) => Say($"{answered} of {asked}");
    public override string DemoAgreementFigure(int times, TimeSpan slowest) => Say($"{times} times, after {slowest.TotalSeconds:0.0} s at most");
    public override string DemoOutageFigure(int kept, int pods) => Say($"{kept} of {pods} kept by every pod");
    public override string DemoEmptyFigure(TimeSpan after) => Say($"after {after.TotalSeconds:0.0} s");
    public override string DemoSameFaults => "Under the same faults:";
    public override string DemoNext => "Next";
    public override IReadOnlyList<Example> DemoNextSteps =>
    [
        new("docs/getting-started.md", "your own application, without a cluster"),
        new("headless-peers play", "a cluster's DNS that you change yourself"),
        new("headless-peers doctor NAME", "in a pod: why a peer is missing"),
    ];
}
