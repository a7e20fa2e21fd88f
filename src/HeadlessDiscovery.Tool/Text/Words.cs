using System.Globalization;

namespace HeadlessDiscovery.Tool.Text;

/// <summary>Every sentence that the tool says, in English; a class for each other language overrides every member.</summary>
internal partial class Words
{
    public static Words English { get; } = new Words();

    public static Words Korean { get; } = new Korean();

    public string NoPeers(LookupExplanation explanation) => explanation.IsUnproven ? NoProof(explanation.Reason.ToCode()) : NoPeers(explanation.Reason.ToCode(), [.. explanation.Plan.Skipped.Where(skipped => skipped.IsOutsideCluster).Select(skipped => skipped.Name)]);

    // Help
    public virtual string Tool => "Finds every pod of a Kubernetes headless Service, using only DNS.";
    public virtual string Usage => "Usage:";
    public virtual string Arguments => "Arguments:";
    public virtual string CommandsTitle => "Commands:";
    public virtual string OptionsTitle => "Options:";
    public virtual string ExamplesTitle => "Examples:";
    public virtual string ExitCodesTitle => "Exit codes:";
    public virtual string MoreHelp => "Run 'headless-peers COMMAND --help' for the options and exit codes of a command.";
    public virtual string ServiceArgument => "The service: a short name (orders), one with a namespace (orders.shop), or a fully qualified one (trailing dot)";
    public virtual string TrailingCommand => "Runs on each change of the peers, with the event as JSON on standard input";
    public virtual string OptionHelp => "Prints this help";
    public virtual string OptionVersion => "Prints the version of the tool";

    // Options
    public virtual string OptionOutput => "The output format; plain is one address[:port] per line [default: table]";
    public virtual string OptionJson => "The same as -o json";
    public virtual string OptionColor => "auto: no color with NO_COLOR, TERM=dumb or redirected output [default: auto]";
    public virtual string OptionLanguage => "The language of the text [default: HEADLESS_PEERS_LANG, LC_ALL, LANG]";
    public virtual string OptionVerbose => "Prints every query, the library's log, and the stack of an unexpected error";
    public virtual string OptionQuiet => "Prints only the result: no header, footer or warnings";
    public virtual string OptionPort => "The port of the peers";
    public virtual string OptionSrv => "Query the SRV records _NAME._tcp, which give the port and host name of each peer";
    public virtual string OptionFamily => "The address families to query [default: auto, the family of this pod's first address]";
    public virtual string OptionServer => "A name server to use instead of those of resolv.conf; may be given several times";
    public virtual string OptionResolvConf => "The resolver configuration [default: /etc/resolv.conf]";
    public virtual string OptionNdots => "The number of dots at which a name is first tried as an absolute name (ndots), 0 to 15";
    public virtual string OptionNoSearch => "Query only the name as given, without search domains";
    public virtual string OptionAllSuffixes => "Also use search domains outside the cluster zone";
    public virtual string OptionTimeout => "The time limit for one try on one server: 500ms, 5s, 2m [default: resolv.conf]";
    public virtual string OptionAttempts => "Rounds over the servers, 1 to 5 [default: resolv.conf]";
    public virtual string OptionSelf => "An address of this pod; may be given several times [default: POD_IPS, POD_IP, otherwise the interfaces]";
    public virtual string OptionClient => "This machine is only a client of the service, not one of its pods";
    public virtual string OptionIncludeSelf => "List this pod's address among the peers";
    public virtual string OptionExpect => "The minimum number of peers, not counting this pod";

    // Wrong usage
    public virtual string CommandMissing => "Specify a command:";
    public virtual string ServiceMissing => "Specify the name of the service, for example: orders-headless";
    public virtual string Error(string message) => $"error: {message}";
    public virtual string SeeHelp(string command) => $"See '{command} --help'.";
    public virtual string UnknownCommand(string text) => $"Unknown command '{text}'.";
    public virtual string UnknownArgument(string text) => $"Unknown argument '{text}'.";
    public virtual string DidYouMean(IReadOnlyList<string> known) => $"Did you mean {string.Join(" or ", known.Select(text => $"'{text}'"))}?";
    public virtual string ValueMissing(string option) => $"{option} needs one value.";
    public virtual string NotANumber(string option, string text, int least, int most) => most == int.MaxValue
        ? Say($"{option} '{text}' is not a whole number from {least}.")
        : Say($"{option} '{text}' is not a whole number from {least} to {most}.");

    public virtual string NotADuration(string option, string text) => $"{option} '{text}' is not a duration above zero, such as 500ms, 5s or 2m.";
    public virtual string OutOfRange(string option, string text, string least, string most) => $"{option} must be between {least} and {most}, but was {text}.";
    public virtual string NotAChoice(string option, string text, IReadOnlyList<string> known) => $"{option} must be one of {string.Join(", ", known)}, but was '{text}'.";
    public virtual string NotAnAddress(string option, string text, bool withPort) => withPort
        ? $"{option} '{text}' is not an address with an optional port, such as 10.96.0.10, 10.96.0.10:5353 or [fd00::a]:53."
        : $"{option} '{text}' is not an address, such as 10.244.2.9 or fd00::9.";

    public virtual string NotAServiceName(string text) => Peer.TryParse(text, out _)
        ? $"'{text}' is an address; a service has a name, such as orders-headless or orders-headless.shop."
        : $"'{text}' is not the name of a service: labels of letters, digits and '-', at most 63 characters each, such as orders-headless or orders-headless.shop.svc.cluster.local.";

    public virtual string MoreThanAName(string text, string meant) => $"'{text}' is more than the name of a service; use: {meant}";

    public virtual string NotAPortName(string text) => $"--srv '{text}' is not the name of a port, such as peer or _peer._tcp.";
    public virtual string NotTogether(string one, string other) => $"{one} and {other} cannot be combined; remove one of them.";
    public virtual string NoCommandHere(string command) => $"Only watch takes a command after '--', not {command}.";

    public virtual string NotWritten(string why) => $"the result could not be written to standard output: {why}";

    // Our bug
    public virtual string Bug(string type, string message) => $"unexpected error, a bug of headless-peers: {type}: {message} (-v shows the stack)";

    // What was found
    public virtual string Peers(int count) => Say($"{count} {(count == 1 ? "peer" : "peers")}");
    public virtual string PeersAndSelf(int count) => Say($"{count} {(count == 1 ? "peer" : "peers")} + self");
    public virtual string NoPeers(string? reason, IReadOnlyList<string> notQueried) => notQueried.Count == 0
        ? $"No peers: {Reason(reason)}, a verified answer."
        : $"No peers: {Reason(reason)}. No query was sent for {Some(notQueried)}, outside the cluster domain: if {(notQueried.Count == 1 ? "it is" : "one of them is")} meant, write it with its trailing dot, or use --all-suffixes (RequireClusterSuffix = false).";
    public virtual string NoProof(string? reason) => $"No peers: {Reason(reason)}, but without the SOA record that would prove it. Records may have been lost on the way.";
    public virtual string CouldNotAsk(string? reason) => $"DNS lookup failed: {Reason(reason)}. Your peers may be fine.";
    public virtual string FewerThanExpected(int seen, int expected) => Say($"{seen} of {expected} expected peers.");
    public virtual string Note(string text) => $"warning: {text}";
    public virtual string Reason(string? code) => code switch
    {
        "nxdomain" => "no such name (NXDOMAIN)",
        "nodata" => "the name has no address (NODATA)",
        "servfail" => "the name server failed (SERVFAIL)",
        "refused" => "the name server refused (REFUSED)",
        "formerr" => "the name server rejected the query as malformed (FORMERR)",
        "notimp" => "the name server does not implement the query (NOTIMP)",
        "timeout" => "no name server answered in time",
        "network" => "the name server cannot be reached",
        "malformed" => "the answer cannot be read",
        "unverified" => "a negative answer from a name server that is not trusted for it",
        "lame" => "the name server is not responsible for the name",
        "truncated" => "the answer does not fit, even over TCP",
        "familyFailed" => "one address family was not answered",
        "noServers" => "no name server is configured",
        "deadline" => "the lookup took too long",
        _ => "no answer yet",
    };

    public virtual string Fingerprint(string letters) => $"fingerprint {letters}";
    public virtual string Ttl(TimeSpan ttl) => Say($"TTL {ttl.TotalSeconds:0.###} s");
    public virtual string Via(string server) => $"via {server}";
    public virtual string CandidateOf(int index, int count) => Say($"candidate {index} of {count}");
    public virtual string Complete => "complete";
    public virtual string Truncated => "truncated";
    public virtual string SelfNote => "self";
    public virtual string ColumnPeer => "PEER";
    public virtual string ColumnHost => "HOST";
    public virtual string ColumnNote => "NOTE";
    public virtual string ColumnAsked => "QUERIED";
    public virtual string ColumnType => "TYPE";
    public virtual string ColumnServer => "SERVER";
    public virtual string ColumnResult => "RESULT";
    public virtual string ColumnRecords => "RECORDS";
    public virtual string ColumnTime => "TIME";
    public string LeftOut(SkippedCandidate skipped, IReadOnlyList<string> zones) => LeftOut(skipped.Name, SkippedReason.Of(skipped, zones, Findings));
    protected virtual string LeftOut(string name, string why) => $"skipped {name}: {why}";

    // expand, config
    public virtual string ExpandTitle(string name, int count) => Say($"{name}: {count} {(count == 1 ? "name" : "names")} in query order");
    public virtual string NoQueryWasSent => "No query was sent.";
    public virtual string None => "none";
    public virtual string ConfigPath => "file";
    public virtual string ConfigServers => "name servers";
    public virtual string ConfigSearch => "search";
    public virtual string ConfigOptions => "options";
    public virtual string ConfigDiagnostic(int line, string message) => line > 0 ? Say($"line {line}: {message}") : message;

    // watch
    public virtual string Watching(string service) => $"Watching {service}";
    public virtual string Unresolved => "no verified answer yet";
    public virtual string Joined => "joined";
    public virtual string Gone => "left, confirmed";
    public virtual string HostIs(string name) => $"host name is now {name}";
    public virtual string HeldUntilConfirmed => "held: missing from the latest answer, still a peer";
    public virtual string NamedAgain => "listed again";
    public virtual string StaleNow(string? reason) => $"{Reason(reason)}: the last peers are kept";
    public virtual string FreshAgain(TimeSpan after) => Say($"DNS recovered after {after.TotalSeconds:0.0} s");
    public virtual string StaleMark => "stale";
    public virtual string HeldCount(int count) => Say($"{count} held");
    public virtual string SelfIs(SelfPresence self) => self switch
    {
        SelfPresence.Present => "DNS lists this pod",
        SelfPresence.Lost => "DNS no longer lists this pod: terminating, or no longer ready",
        SelfPresence.Absent => "DNS does not list this pod",
        _ => "whether DNS lists this pod is unknown",
    };

    public virtual string NameIs(string name) => $"resolved as {name}";
    public virtual string LookupTold(string outcome, string? reason) => reason is null ? $"lookup: {outcome}" : $"lookup: {outcome} ({reason})";
    public virtual string WatchEnd(long lookups, long failed, int joined, int gone) =>
        Say($"{lookups} {(lookups == 1 ? "lookup" : "lookups")}, {failed} failed · {joined} joined, {gone} left");

    public virtual string CommandFailed(string command, int exitCode) => Say($"'{command}' ended with exit code {exitCode}");
    public virtual string CommandNotStarted(string command, string why) => $"'{command}' cannot be started: {why}";
    public virtual string NeverAnswered(TimeSpan waited) => Say($"DNS lookup failed: no verified answer within {waited.TotalSeconds:0.###} s. Your peers may be fine.");

    protected static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
