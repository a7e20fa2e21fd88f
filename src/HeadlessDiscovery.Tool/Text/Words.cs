namespace HeadlessDiscovery.Tool.Text;

/// <summary>Every sentence that the tool says, one class a language. A sentence that a language lacks does not compile.</summary>
internal abstract partial class Words
{
    public static Words English { get; } = new English();

    public static Words Korean { get; } = new Korean();

    // Help
    public abstract string Tool { get; }
    public abstract string Usage { get; }
    public abstract string Arguments { get; }
    public abstract string CommandsTitle { get; }
    public abstract string OptionsTitle { get; }
    public abstract string ExamplesTitle { get; }
    public abstract string ExitCodesTitle { get; }
    public abstract string MoreHelp { get; }
    public abstract string ServiceArgument { get; }
    public abstract string TrailingCommand { get; }
    public abstract string OptionHelp { get; }
    public abstract string OptionVersion { get; }

    // Options
    public abstract string OptionOutput { get; }
    public abstract string OptionJson { get; }
    public abstract string OptionColor { get; }
    public abstract string OptionLanguage { get; }
    public abstract string OptionVerbose { get; }
    public abstract string OptionQuiet { get; }
    public abstract string OptionPort { get; }
    public abstract string OptionSrv { get; }
    public abstract string OptionFamily { get; }
    public abstract string OptionServer { get; }
    public abstract string OptionResolvConf { get; }
    public abstract string OptionNdots { get; }
    public abstract string OptionNoSearch { get; }
    public abstract string OptionAllSuffixes { get; }
    public abstract string OptionTimeout { get; }
    public abstract string OptionAttempts { get; }
    public abstract string OptionSelf { get; }
    public abstract string OptionClient { get; }
    public abstract string OptionIncludeSelf { get; }
    public abstract string OptionExpect { get; }

    // Wrong usage
    public abstract string CommandMissing { get; }
    public abstract string ServiceMissing { get; }
    public abstract string Error(string message);
    public abstract string SeeHelp(string command);
    public abstract string UnknownCommand(string text);
    public abstract string UnknownArgument(string text);
    public abstract string DidYouMean(IReadOnlyList<string> known);
    public abstract string ValueMissing(string option);
    public abstract string NotANumber(string option, string text, int least, int most);
    public abstract string NotADuration(string option, string text);
    public abstract string OutOfRange(string option, string text, string least, string most);
    public abstract string NotAChoice(string option, string text, IReadOnlyList<string> known);
    public abstract string NotAnAddress(string option, string text, bool withPort);
    public abstract string NotAServiceName(string text);
    public abstract string MoreThanAName(string text, string meant);
    public abstract string NotAPortName(string text);
    public abstract string NotTogether(string one, string other);
    public abstract string NoCommandHere(string command);

    public abstract string NotWritten(string why);

    // Our bug
    public abstract string Bug(string type, string message);

    // What was found
    public abstract string Peers(int count);
    public abstract string PeersAndSelf(int count);
    public string NoPeers(LookupExplanation explanation) => explanation.IsUnproven ? NoProof(explanation.Reason.ToCode()) : NoPeers(explanation.Reason.ToCode(), [.. explanation.Plan.Skipped.Where(skipped => skipped.IsOutsideCluster).Select(skipped => skipped.Name)]);
    public abstract string NoPeers(string? reason, IReadOnlyList<string> notQueried);
    public abstract string NoProof(string? reason);
    public abstract string CouldNotAsk(string? reason);
    public abstract string FewerThanExpected(int seen, int expected);
    public abstract string Note(string text);
    public abstract string Reason(string? code);
    public abstract string Fingerprint(string letters);
    public abstract string Ttl(TimeSpan ttl);
    public abstract string Via(string server);
    public abstract string CandidateOf(int index, int count);
    public abstract string Complete { get; }
    public abstract string Truncated { get; }
    public abstract string SelfNote { get; }
    public abstract string ColumnPeer { get; }
    public abstract string ColumnHost { get; }
    public abstract string ColumnNote { get; }
    public abstract string ColumnAsked { get; }
    public abstract string ColumnType { get; }
    public abstract string ColumnServer { get; }
    public abstract string ColumnResult { get; }
    public abstract string ColumnRecords { get; }
    public abstract string ColumnTime { get; }
    public abstract string LeftOut(string name, string why);

    // expand, config
    public abstract string ExpandTitle(string name, int count);
    public abstract string NoQueryWasSent { get; }
    public abstract string None { get; }
    public abstract string ConfigPath { get; }
    public abstract string ConfigServers { get; }
    public abstract string ConfigSearch { get; }
    public abstract string ConfigOptions { get; }
    public abstract string ConfigDiagnostic(int line, string message);

    // watch
    public abstract string Watching(string service);
    public abstract string Unresolved { get; }
    public abstract string Joined { get; }
    public abstract string Gone { get; }
    public abstract string HostIs(string name);
    public abstract string HeldUntilConfirmed { get; }
    public abstract string NamedAgain { get; }
    public abstract string StaleNow(string? reason);
    public abstract string FreshAgain(TimeSpan after);
    public abstract string StaleMark { get; }
    public abstract string HeldCount(int count);
    public abstract string SelfIs(SelfPresence self);
    public abstract string NameIs(string name);
    public abstract string LookupTold(string outcome, string? reason);
    public abstract string WatchEnd(long lookups, long failed, int joined, int gone);
    public abstract string CommandFailed(string command, int exitCode);
    public abstract string CommandNotStarted(string command, string why);
    public abstract string NeverAnswered(TimeSpan waited);
}
