namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class English
{
    public override string Resolve => "Asks once: the peers, and how they were found";
    public override string OptionResolveCount => "Ask N times, past every cache but the pinned name; one result each [default: 1]";
    public override IReadOnlyList<Example> ResolveExamples =>
    [
        new("headless-peers resolve orders-headless --port 5000", "the peers as a table"),
        new("for p in $(headless-peers resolve orders-headless -o plain); do ping -c1 $p; done", "one address a line, for scripts"),
        new("headless-peers resolve orders-headless --server 10.96.0.10 --expect 3 -o json", "one JSON object; exit code 1 below 3 peers"),
    ];

    public override IReadOnlyList<string> ResolveExits =>
    [
        "0    found, and at least --expect peers",
        "1    verified: there are none, or fewer than --expect",
        "2    wrong usage",
        "3    could not ask: says nothing about the peers",
        "70   a bug of the tool",
        "130  Ctrl+C; 143 SIGTERM",
    ];

    public override string Watch => "Follows the peers; runs a command on each change";
    public override string OptionWatchCount => "End after N changes of the peers; the first verified answer is where counting starts";
    public override string OptionWatchFor => "End after this time: 30s, 10m";
    public override string OptionInitialOnly => "End after the first verified answer";
    public override IReadOnlyList<Example> WatchExamples =>
    [
        new("headless-peers watch orders-headless --port 5000", "a line for each event until Ctrl+C"),
        new("headless-peers watch orders-headless -o json --for 10m", "a JSON object a line, for ten minutes"),
        new("headless-peers watch orders-headless -- ./reload.sh", "runs on each change; $HEADLESS_PEERS has the peers"),
    ];

    public override IReadOnlyList<string> WatchExits =>
    [
        "0    ended by Ctrl+C, SIGTERM, --count, --for or --initial-only",
        "2    wrong usage, or the command after -- cannot be started",
        "3    no verified answer within --for: says nothing about the peers",
        "70   a bug of the tool",
    ];

    public override string Expand => "The names that would be asked, in their order; asks nobody";
    public override IReadOnlyList<Example> ExpandExamples =>
    [
        new("headless-peers expand orders-headless", "the search list applied as in this pod"),
        new("headless-peers expand orders-headless --resolv-conf ./pod-resolv.conf", "as in another pod"),
        new("headless-peers expand orders-headless.shop --ndots 1 -o json", "what another ndots would do"),
    ];

    public override string Config => "The resolver configuration as it was understood; asks nobody";
    public override IReadOnlyList<Example> ConfigExamples =>
    [
        new("headless-peers config", "the resolv.conf of this pod, and what was ignored in it"),
        new("headless-peers config --resolv-conf ./pod-resolv.conf", "another file"),
        new("headless-peers config --server 10.96.0.10 -o json", "with what the options replace"),
    ];

    public override IReadOnlyList<string> QuietExits =>
    [
        "0    told",
        "2    wrong usage",
        "70   a bug of the tool",
    ];
}
