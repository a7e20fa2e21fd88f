using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>What the demo says.</summary>
internal partial class Words
{
    public virtual CommandHelp Demo => new(
        "A headless service on this machine, with pods and faults; nothing to install",
        [
            new("headless-peers demo", "a live screen, under two minutes"),
            new("headless-peers demo -o json", "each pod's events as JSON lines"),
            new("headless-peers demo --lang ko > demo.txt", "the story as lines of text"),
        ],
        [
            "0    all promises held, or ended by Ctrl+C or SIGTERM",
            "1    a promise broke",
            "2    wrong usage, or no loopback addresses 127.0.1.x",
            "70   a bug of the tool",
        ]);

    public virtual string DemoNeedsLoopback(string why) => $"The demo needs the loopback addresses 127.0.1.11 and up (Linux and Windows have them): {why}";
    public virtual string DemoTitle(string service, string server) => $"{service} · DNS {server} over UDP and TCP · TTL 2 s · each pod is an HTTP server";
    public virtual string DemoFooter(string server) => $"DNS {server} · TTL 2 s · each pod is an HTTP server · Ctrl+C ends";
    public virtual string DemoHeldMark => "2~ kept until its removal is confirmed";
    public virtual string DemoLegend => $"{DemoHeldMark} · red: lost a live pod · amber: stale";

    // Steps
    public virtual StepText DemoStart => new(
        "Three pods start",
        "Three pods start, and find each other by DNS alone. Watch the three lines: three ways to keep a list of the pods.");

    public virtual StepText DemoLesson => new(
        "Why a headless Service",
        "orders is a ClusterIP Service and orders-headless a headless one, over the same pods. Watch how many pods a call reaches.");

    public virtual StepText DemoScaleTo(int count) => new(
        Say($"Scale to {count}"),
        count switch
        {
            0 => "The last pod leaves. Watch: HeadlessDiscovery confirms it before it believes in an empty list.",
            1 => "Four of five pods leave at the same moment, which is also what a DNS fault looks like. Watch the countdown: 3 answers and 15 s confirm that they have left.",
            _ => Say($"The Service grows to {count} pods. Watch the lists: a new pod is added with the first answer that lists it."),
        });

    public virtual StepText DemoRolling => new(
        "Rolling update of all pods",
        "Each of the five pods is replaced. Watch: a new pod is added with the next answer, an old one is removed when several answers confirm it.");

    public virtual StepText DemoBlip => new(
        "One NXDOMAIN blip",
        "DNS denies the name for a moment, though all five pods are live. Watch who loses them.");

    public virtual StepText DemoOutage => new(
        "DNS outage of 10 s",
        "DNS fails: 5 s of SERVFAIL, then 5 s of silence. All five pods are live. Watch whose calls fail.");

    public virtual string DemoStep(Chapter chapter) => Say($"{chapter.Number} of {chapter.Steps}: {chapter.Step.Name}");

    // The lesson
    public virtual string DemoOneAddress(string service, string address) => $"{service}, a ClusterIP Service: one address, {address}";
    public virtual string DemoNotHeadless => "The library warns of it: for all pods the Service needs 'clusterIP: None'.";
    public virtual string DemoAddresses(string service, int count) => Say($"{service}, headless: {count} addresses, one for each pod");
    public virtual string DemoPlainCall(string service, string pod) => $"A plain HTTP call to http://{service}/ reached {pod} alone.";
    public virtual string DemoCallAll(int answered, int asked) => Say($"A call to every peer (CallAllAsync) reached {answered} of {asked}.");

    // The contenders
    public virtual IReadOnlyList<string> DemoContenders => ["HeadlessDiscovery", "take the last answer", "drop on error"];
    public virtual IReadOnlyList<string> DemoScoreColumns => ["PODS ON THE LIST", "LIVE PODS LOST", "CALLS FAILED"];
    public virtual string DemoLive(int count) => Say($"{count} LIVE {(count == 1 ? "POD" : "PODS")}");
    public virtual string DemoList(Standing standing)
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

    public virtual string DemoOf(int part, int whole) => Say($"{part} of {whole}");
    public virtual string DemoScore(Standing standing) => Say($"live pods lost: {standing.Lost} · calls failed: {standing.Failed} of {standing.Calls}");

    // Removals
    public virtual string DemoCountdown(string pods, int confirmations, int needed, int heldFor, int heldAtLeast) => heldAtLeast == 0
        ? Say($"{pods} ({confirmations} of {needed} answers)")
        : Say($"{pods} ({confirmations} of {needed} answers, {heldFor} of {heldAtLeast} s)");

    public virtual string DemoConfirming(string holds) => $"Removal being confirmed: {holds}";

    // The pods
    public virtual IReadOnlyList<string> DemoColumns => ["POD", "ADDRESS", "STATE", "SEES", "TTL", "LAST CHANGE"];
    public virtual string DemoFresh => "fresh";
    public virtual string DemoState(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "unresolved",
        { IsStale: true } => "stale",
        { Held.IsEmpty: false } => Say($"confirming {snapshot.Held.Length}"),
        { Count: 0, Members.IsEmpty: true } => "empty",
        _ => "found",
    };

    public virtual string DemoAnswered(Call? call) => call is null ? string.Empty : $"{call} answered";
    public virtual string DemoAgreed(TimeSpan agreement, int answered, int asked) => Say($"all agree after {agreement.TotalSeconds:0.0} s{(asked == 0 ? string.Empty : Say($" · {answered} of {asked} calls answered"))}");
    public virtual string DemoAgo(TimeSpan since) => Say($"{since.TotalSeconds:0} s");
    public virtual string DemoLeaving(string pods) => $"Left DNS, still serving: {pods}";

    // Broken promises
    public virtual string DemoTooLong(TimeSpan most) => Say($"the demo did not end within {most.TotalSeconds:0} s");
    public virtual string DemoNoAgreement(string step, TimeSpan waited, string seen) => Say($"{step}: no agreement within {waited.TotalSeconds:0} s: {seen}");
    public virtual string DemoNotAnswered(string step, int silent, int asked) => Say($"{step}: {silent} of {asked} calls were not answered");
    public virtual string DemoFalseRemoval(int count) => Say($"{count} live {(count == 1 ? "pod was" : "pods were")} removed");
    public virtual string DemoNotMet(string step) => $"{step}: not every pod noticed the fault";

    // Summary
    public virtual string DemoHeld(TimeSpan elapsed) => Say($"All promises held, in {elapsed.TotalSeconds:0} s.");
    public virtual string DemoBroken(TimeSpan elapsed) => Say($"A promise broke after {elapsed.TotalSeconds:0} s.");
    public virtual string DemoInterrupted(TimeSpan elapsed) => Say($"Ended after {elapsed.TotalSeconds:0} s, before the end of the story. No promise broke so far.");
    public virtual string DemoPromise(PromiseKind kind) => kind switch
    {
        PromiseKind.LivePods => "No live pod is removed",
        PromiseKind.Calls => "Every call is answered",
        PromiseKind.Agreement => "All pods agree after each change",
        PromiseKind.Outage => "A DNS outage removes no pod",
        _ => "An empty list is confirmed first",
    };

    public virtual string DemoRemovedFigure(int removed, int changes) => Say($"{removed} in {changes} changes of the lists");
    public virtual string DemoCallsFigure(int answered, int asked) => Say($"{answered} of {asked}");
    public virtual string DemoAgreementFigure(int times, TimeSpan slowest) => Say($"{times} times, after {slowest.TotalSeconds:0.0} s at most");
    public virtual string DemoOutageFigure(int kept, int pods) => Say($"{kept} of {pods} kept by every pod");
    public virtual string DemoEmptyFigure(TimeSpan after) => Say($"after {after.TotalSeconds:0.0} s");
    public virtual string DemoSameFaults => "Under the same faults:";
    public virtual string DemoNext => "Next";
    public virtual IReadOnlyList<Example> DemoNextSteps =>
    [
        new("docs/getting-started.md", "your own application, without a cluster"),
        new("headless-peers play", "a cluster's DNS that you change yourself"),
        new("headless-peers doctor NAME", "in a pod: why a peer is missing"),
    ];
}
