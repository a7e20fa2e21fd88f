using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class English
{
    public override string Demo => "A headless service on this machine, with pods and faults; nothing to install";
    public override IReadOnlyList<Example> DemoExamples =>
    [
        new("headless-peers demo", "a live table, under two minutes"),
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
    public override string DemoTitle(string service, string server) => $"DNS {server} over UDP and TCP · TTL 2 s · each pod an HTTP server of its own";
    public override IReadOnlyList<string> DemoColumns => ["POD", "ADDRESS", "STATE", "SEES", "TTL", "ANSWERED", "LAST CHANGE"];

    public override string DemoStart => "Three pods start";
    public override string DemoLesson => "Why headless: one name, one address, one pod";
    public override string DemoScaleTo(int count) => Say($"Scale to {count}");
    public override string DemoRolling => "Rolling replacement of all pods";
    public override string DemoBlip => "One NXDOMAIN blip";
    public override string DemoOutage => "DNS outage of 10 s: SERVFAIL, then silence";

    public override string DemoOneAddress(string service, string address) => $"{service}, the same pods behind a ClusterIP: one address, {address}";
    public override string DemoAddresses(string service, int count) => Say($"{service}, headless: {count} addresses, one a pod");
    public override string DemoPlainCall(string service, string pod) => $"a plain HTTP call to http://{service}/ reached {pod} alone";
    public override string DemoCallAll(int answered, int asked) => Say($"a call to every peer (CallAllAsync) reached {answered} of {asked}");

    public override string DemoFresh => "fresh";
    public override string DemoState(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "unresolved",
        { IsStale: true } => "stale",
        { Held.IsEmpty: false } => Say($"held {snapshot.Held.Length}"),
        { Count: 0, Members.IsEmpty: true } => "empty",
        _ => "found",
    };

    public override string DemoAnswered(Call? call) => call is null ? string.Empty : $"{call} answered";
    public override string DemoAgreed(TimeSpan agreement, int answered, int asked) => Say($"all agree after {agreement.TotalSeconds:0.0} s · {answered} of {asked} calls answered");
    public override string DemoNow(int truth, int library, int takeLastAnswer, int dropOnError) =>
        Say($"right now   truth {truth} · this library {library} · take the last answer {takeLastAnswer} · drop on error {dropOnError}");

    public override string DemoAgo(TimeSpan since) => Say($"{since.TotalSeconds:0} s");

    public override string DemoTooLong(TimeSpan most) => Say($"the demo did not end within {most.TotalSeconds:0} s");
    public override string DemoNoAgreement(string step, TimeSpan waited, string seen) => Say($"{step}: no agreement within {waited.TotalSeconds:0} s: {seen}");
    public override string DemoNotAnswered(string step, int silent, int asked) => Say($"{step}: {silent} of {asked} calls were not answered");
    public override string DemoFalseRemoval(int count) => Say($"{count} {(count == 1 ? "peer was" : "peers were")} removed that {(count == 1 ? "was" : "were")} there");
    public override string DemoNotMet(string step) => $"{step}: the fault was not noticed by everybody";

    public override string DemoHeld => "All promises held.";
    public override string DemoBroken => "A promise broke.";
    public override string DemoInterrupted => "Ended before the end of the story; no promise broke so far.";
    public override string DemoChangesSeen(int count) => Say($"changes seen: {count}");
    public override string DemoFalseRemovals(int library, int takeLastAnswer, int dropOnError) =>
        Say($"false removals: {library} (take the last answer: {takeLastAnswer} · drop on error: {dropOnError})");

    public override string DemoCalls(int answered, int asked) => Say($"calls answered: {answered} of {asked}");
    public override string DemoAgreementTitle => "from each change to agreement on all pods:";
    public override string DemoTook(TimeSpan elapsed) => Say($"took {elapsed.TotalSeconds:0} s");
}
