using System.Globalization;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class English : Words
{
    public override string Tool => "Finds every pod of a Kubernetes headless Service, using only DNS.";
    public override string Usage => "Usage:";
    public override string Arguments => "Arguments:";
    public override string CommandsTitle => "Commands:";
    public override string OptionsTitle => "Options:";
    public override string ExamplesTitle => "Examples:";
    public override string ExitCodesTitle => "Exit codes:";
    public override string MoreHelp => "Run 'headless-peers COMMAND --help' for the options and exit codes of a command.";
    public override string ServiceArgument => "The service: a short name (orders), one with a namespace (orders.shop), or a fully qualified one (trailing dot)";
    public override string TrailingCommand => "Runs on each change of the peers, with the event as JSON on standard input";
    public override string OptionHelp => "Prints this help";
    public override string OptionVersion => "Prints the version of the tool";

    public override string OptionOutput => "The output format; plain is one address[:port] per line [default: table]";
    public override string OptionJson => "The same as -o json";
    public override string OptionColor => "auto: no color with NO_COLOR, TERM=dumb or redirected output [default: auto]";
    public override string OptionLanguage => "The language of the text [default: HEADLESS_PEERS_LANG, LC_ALL, LANG]";
    public override string OptionVerbose => "Prints every query, the library's log, and the stack of an unexpected error";
    public override string OptionQuiet => "Prints only the result: no header, footer or warnings";
    public override string OptionPort => "The port of the peers";
    public override string OptionSrv => "Query the SRV records _NAME._tcp, which give the port and host name of each peer";
    public override string OptionFamily => "The address families to query [default: auto, the family of this pod's first address]";
    public override string OptionServer => "A name server to use instead of those of resolv.conf; may be given several times";
    public override string OptionResolvConf => "The resolver configuration [default: /etc/resolv.conf]";
    public override string OptionNdots => "The number of dots at which a name is first tried as an absolute name (ndots), 0 to 15";
    public override string OptionNoSearch => "Query only the name as given, without search domains";
    public override string OptionAllSuffixes => "Also use search domains outside the cluster zone";
    public override string OptionTimeout => "The time limit for one try on one server: 500ms, 5s, 2m [default: resolv.conf]";
    public override string OptionAttempts => "Rounds over the servers, 1 to 5 [default: resolv.conf]";
    public override string OptionSelf => "An address of this pod; may be given several times [default: POD_IPS, POD_IP, otherwise the interfaces]";
    public override string OptionClient => "This machine is only a client of the service, not one of its pods";
    public override string OptionIncludeSelf => "List this pod's address among the peers";
    public override string OptionExpect => "The minimum number of peers, not counting this pod";

    public override string CommandMissing => "Specify a command:";
    public override string ServiceMissing => "Specify the name of the service, for example: orders-headless";
    public override string Error(string message) => $"error: {message}";
    public override string SeeHelp(string command) => $"See '{command} --help'.";
    public override string UnknownCommand(string text) => $"Unknown command '{text}'.";
    public override string UnknownArgument(string text) => $"Unknown argument '{text}'.";
    public override string DidYouMean(IReadOnlyList<string> known) => $"Did you mean {string.Join(" or ", known.Select(text => $"'{text}'"))}?";
    public override string ValueMissing(string option) => $"{option} needs one value.";
    public override string NotANumber(string option, string text, int least, int most) => most == int.MaxValue
        ? Say($"{option} '{text}' is not a whole number from {least}.")
        : Say($"{option} '{text}' is not a whole number from {least} to {most}.");

    public override string NotADuration(string option, string text) => $"{option} '{text}' is not a duration above zero, such as 500ms, 5s or 2m.";
    public override string OutOfRange(string option, string text, string least, string most) => $"{option} must be between {least} and {most}, but was {text}.";
    public override string NotAChoice(string option, string text, IReadOnlyList<string> known) => $"{option} must be one of {string.Join(", ", known)}, but was '{text}'.";
    public override string NotAnAddress(string option, string text, bool withPort) => withPort
        ? $"{option} '{text}' is not an address with an optional port, such as 10.96.0.10, 10.96.0.10:5353 or [fd00::a]:53."
        : $"{option} '{text}' is not an address, such as 10.244.2.9 or fd00::9.";

    public override string NotAServiceName(string text) => Peer.TryParse(text, out _)
        ? $"'{text}' is an address; a service has a name, such as orders-headless or orders-headless.shop."
        : $"'{text}' is not the name of a service: labels of letters, digits and '-', at most 63 characters each, such as orders-headless or orders-headless.shop.svc.cluster.local.";

    public override string MoreThanAName(string text, string meant) => $"'{text}' is more than the name of a service; write: {meant}";

    public override string NotAPortName(string text) => $"--srv '{text}' is not the name of a port, such as peer or _peer._tcp.";
    public override string NotTogether(string one, string other) => $"{one} and {other} cannot be combined; remove one of them.";
    public override string NoCommandHere(string command) => $"Only watch takes a command after '--', not {command}.";

    public override string NotWritten(string why) => $"the result could not be written to standard output: {why}";

    public override string Bug(string type, string message) => $"unexpected error, a bug of headless-peers: {type}: {message} (-v shows the stack)";

    public override string Peers(int count) => Say($"{count} {(count == 1 ? "peer" : "peers")}");
    public override string PeersAndSelf(int count) => Say($"{count} {(count == 1 ? "peer" : "peers")} + self");
    public override string NoPeers(string? reason, IReadOnlyList<string> notQueried) => notQueried.Count == 0
        ? $"No peers: {Reason(reason)}, a verified answer."
        : $"No peers: {Reason(reason)}. No query was sent for {Some(notQueried)}, outside the cluster domain: if {(notQueried.Count == 1 ? "it is" : "one of them is")} meant, write it with its trailing dot, or use --all-suffixes (RequireClusterSuffix = false).";
    public override string NoProof(string? reason) => $"No peers: {Reason(reason)}, but without the SOA record that would prove it. Records may have been lost on the way.";
    public override string CouldNotAsk(string? reason) => $"DNS lookup failed: {Reason(reason)}. Your peers may be fine.";
    public override string FewerThanExpected(int seen, int expected) => Say($"{seen} of {expected} expected peers.");
    public override string Note(string text) => $"warning: {text}";
    public override string Reason(string? code) => code switch
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

    public override string Fingerprint(string letters) => $"fingerprint {letters}";
    public override string Ttl(TimeSpan ttl) => Say($"TTL {ttl.TotalSeconds:0.###} s");
    public override string Via(string server) => $"via {server}";
    public override string CandidateOf(int index, int count) => Say($"candidate {index} of {count}");
    public override string Complete => "complete";
    public override string Truncated => "truncated";
    public override string SelfNote => "self";
    public override string ColumnPeer => "PEER";
    public override string ColumnHost => "HOST";
    public override string ColumnNote => "NOTE";
    public override string ColumnAsked => "ASKED";
    public override string ColumnType => "TYPE";
    public override string ColumnServer => "SERVER";
    public override string ColumnResult => "RESULT";
    public override string ColumnRecords => "RECORDS";
    public override string ColumnTime => "TIME";
    public override string LeftOut(string name, string why) => $"skipped {name}: {why}";

    public override string ExpandTitle(string name, int count) => Say($"{name}: {count} {(count == 1 ? "name" : "names")} in query order");
    public override string NoQueryWasSent => "No query was sent.";
    public override string None => "none";
    public override string ConfigPath => "file";
    public override string ConfigServers => "name servers";
    public override string ConfigSearch => "search";
    public override string ConfigOptions => "options";
    public override string ConfigDiagnostic(int line, string message) => line > 0 ? Say($"line {line}: {message}") : message;

    public override string Watching(string service) => $"Watching {service}";
    public override string Unresolved => "no verified answer yet";
    public override string Joined => "joined";
    public override string Gone => "left, confirmed";
    public override string HostIs(string name) => $"host name is now {name}";
    public override string HeldUntilConfirmed => "held: missing from the latest answer, still a peer";
    public override string NamedAgain => "named again";
    public override string StaleNow(string? reason) => $"{Reason(reason)}: the last peers are kept";
    public override string FreshAgain(TimeSpan after) => Say($"DNS recovered after {after.TotalSeconds:0.0} s");
    public override string StaleMark => "stale";
    public override string HeldCount(int count) => Say($"{count} held");
    public override string SelfIs(SelfPresence self) => self switch
    {
        SelfPresence.Present => "DNS lists this pod",
        SelfPresence.Lost => "DNS no longer lists this pod: terminating, or no longer ready",
        SelfPresence.Absent => "DNS does not list this pod",
        _ => "whether DNS lists this pod is unknown",
    };

    public override string NameIs(string name) => $"resolved as {name}";
    public override string LookupTold(string outcome, string? reason) => reason is null ? $"lookup: {outcome}" : $"lookup: {outcome} ({reason})";
    public override string WatchEnd(long lookups, long failed, int joined, int gone) =>
        Say($"{lookups} {(lookups == 1 ? "lookup" : "lookups")}, {failed} failed · {joined} joined, {gone} left");

    public override string CommandFailed(string command, int exitCode) => Say($"'{command}' ended with exit code {exitCode}");
    public override string CommandNotStarted(string command, string why) => $"'{command}' cannot be started: {why}";
    public override string NeverAnswered(TimeSpan waited) => Say($"DNS lookup failed: no verified answer within {waited.TotalSeconds:0.###} s. Your peers may be fine.");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
