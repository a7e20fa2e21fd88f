namespace HeadlessDiscovery.Tool.Text;

/// <summary>What the help says about each command.</summary>
internal partial class Words
{
    public virtual CommandHelp Resolve => new(
        "Resolves once and prints the peers, and how they were found",
        [
            new("headless-peers resolve orders-headless --port 5000", "the peers as a table"),
            new("for p in $(headless-peers resolve orders-headless -o plain); do ping -c1 $p; done", "one address per line, for scripts"),
            new("headless-peers resolve orders-headless --server 10.96.0.10 --expect 3 -o json", "one JSON object; exit code 1 below 3 peers"),
        ],
        [
            "0    found, and at least --expect peers",
            "1    verified: no peers, or fewer than --expect",
            "2    wrong usage",
            "3    DNS lookup failed: the peers may be fine",
            "70   a bug of the tool",
            "130  Ctrl+C; 143 SIGTERM",
        ]);

    public virtual string OptionResolveCount => "Resolve N times, bypassing every cache except the pinned name; one result each [default: 1]";

    public virtual CommandHelp Watch => new(
        "Follows the peers; runs a command on each change",
        [
            new("headless-peers watch orders-headless --port 5000", "one line per event until Ctrl+C"),
            new("headless-peers watch orders-headless -o json --for 10m", "one JSON object per line, for ten minutes"),
            new("headless-peers watch orders-headless -- ./reload.sh", "runs on each change; $HEADLESS_PEERS has the peers"),
        ],
        [
            "0    ended by Ctrl+C, SIGTERM, --count, --for or --initial-only",
            "2    wrong usage, or the command after -- cannot be started",
            "3    no verified answer within --for: the peers may be fine",
            "70   a bug of the tool",
        ]);

    public virtual string OptionWatchCount => "End after N changes of the peers, counted from the first verified answer";
    public virtual string OptionWatchFor => "End after this time: 30s, 10m";
    public virtual string OptionInitialOnly => "End after the first verified answer";

    public virtual CommandHelp Expand => new(
        "Prints the names that would be queried, in order; sends no query",
        [
            new("headless-peers expand orders-headless", "with the search list of this pod"),
            new("headless-peers expand orders-headless --resolv-conf ./pod-resolv.conf", "with that of another pod"),
            new("headless-peers expand orders-headless.shop --ndots 1 -o json", "the effect of another ndots"),
        ],
        QuietExits);

    public virtual CommandHelp Config => new(
        "Prints the resolver configuration as parsed; sends no query",
        [
            new("headless-peers config", "the resolv.conf of this pod, and what is ignored in it"),
            new("headless-peers config --resolv-conf ./pod-resolv.conf", "another file"),
            new("headless-peers config --server 10.96.0.10 -o json", "with the values that the options replace"),
        ],
        QuietExits);

    protected virtual IReadOnlyList<string> QuietExits =>
    [
        "0    printed",
        "2    wrong usage",
        "70   a bug of the tool",
    ];
}

/// <summary>What the help says about one command.</summary>
/// <param name="Description">What it does.</param>
/// <param name="Examples">Three lines that can be copied.</param>
/// <param name="Exits">Its exit codes, each with what it means.</param>
internal sealed record CommandHelp(string Description, IReadOnlyList<Example> Examples, IReadOnlyList<string> Exits);

/// <summary>A line of the examples in a help text.</summary>
internal sealed record Example(string Line, string Says);
