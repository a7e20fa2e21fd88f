using System.Globalization;

namespace HeadlessDiscovery.AspNetCore.Text;

internal sealed class EnglishWords : Words
{
    public override string Code => "en";
    public override (string Code, string Word) Other => ("ko", "한국어");
    public override FindingLanguage Findings => FindingLanguage.English;
    public override string Services => "Services";
    public override string NoServices => "No headless peers are registered. Call AddHeadlessPeers on the service collection.";
    public override string Service => "service";
    public override string State => "state";
    public override string Fresh => "Fresh";
    public override string StaleSince => "since";
    public override string StaleSinceEnd => "UTC";
    public override string NoAnswerYet => "No verified answer yet";
    public override string ThisPod => "This pod";
    public override string NotKnown => "not known";
    public override string Fingerprint => "Fingerprint";
    public override string FingerprintHint => "pods that show the same letters see the same members";
    public override string Name => "Name";
    public override string LastAnswer => "Last answer";
    public override string Ago => "ago";
    public override string Second => " s";
    public override string Minute => " min";
    public override string Hour => " h";
    public override string ValidFor => "valid for";
    public override string Live => "live";
    public override string Reconnecting => "reconnecting";
    public override string NoScript => "Without JavaScript this page does not follow the changes.";
    public override string Reload => "Reload";
    public override string FindingsTitle => "Findings";
    public override string Fix => "Fix";
    public override string Look => "Look";
    public override string Copy => "Copy";
    public override string Copied => "Copied";
    public override string PeersTitle => "Peers";
    public override string Peer => "peer";
    public override string Host => "host";
    public override string Since => "since (UTC)";
    public override string Present => "present";
    public override string Held => "held";
    public override string HeldHint => "Held: missing from the latest answer, kept until its removal is confirmed.";
    public override string New => "new";
    public override string SelfWord => "this pod";
    public override string FromTheStart => "since start";
    public override string Unresolved => "No DNS lookup has finished yet. Nothing is known about the peers. This is not the same as being alone.";
    public override string Alone => "This pod is alone: DNS lists only this pod, in a verified answer. Peers appear here as soon as DNS lists them.";
    public override string Uncertain => "DNS lists one address, and it is one of several of this machine. It may be a virtual address that every replica has: this pod may not be alone. Set SelfAddresses, or POD_IP.";
    public override string Nobody => "DNS lists nobody, in a verified answer. No pod of the Service is ready, or the Service has another name. Peers appear here as soon as DNS lists them.";
    public override string NobodyQueried(string notQueried) => $"DNS lists nobody. No pod of the Service is ready, or the Service has another name. No query was sent for {notQueried}, outside the cluster domain: if it is meant, write it with its trailing dot, or set RequireClusterSuffix = false.";
    public override string Truncated => "The answer did not fit into DNS: there are more peers than can be listed.";
    public override string LookupTitle => "Last lookup";
    public override string Candidate => "name";
    public override string Result => "result";
    public override string Server => "server";
    public override string Took => "took";
    public override string Records => "records";
    public override string NotAsked => "not queried";
    public override string PinnedHint => "One name answered before; only that name is queried now.";
    public override string LeftOut => "skipped";
    public override string NoLookup => "No lookup has finished yet.";
    public override string NobodyAsked => "The peers are those of the option StaticPeers. No query is sent.";
    public override string Configuration => "Resolver configuration";
    public override string Ignored => "line";
    public override string HistoryTitle => "History";
    public override string NoHistory => "Nothing has happened since the application started.";
    public override string Time => "time (UTC)";
    public override string What => "what";
    public override string PeersColumn => "peers";
    public override string TenMinutesAgo => "10 min ago";
    public override string NowWord => "now";
    public override string OptionsTitle => "Options";
    public override string OnlyDefaults => "All options have their defaults.";
    public override string Option => "option";
    public override string Value => "value";
    public override string ReadOnly => "read-only";
    public override string Joined => "joined";
    public override string Left => "left";
    public override string StaleEvent => "stale: lookup failed";
    public override string FreshEvent => "fresh again";
    public override string HeldEvent => "held";
    public override string HeldNoMore => "no peer is held any more";
    public override string NameEvent => "another name answers:";
    public override string SelfEvent => "this pod:";
    public override string FirstSeen => "first answer:";
    public override string NobodyEvent => "nobody";
    public override string StaleFor => "Stale for";
    public override string StaticList => "Static list";
    public override string NextTryIn => "next try in";
    public override string NextTryInEnd => string.Empty;
    public override string NextLookupIn => "next lookup in";
    public override string TryingNow => "trying now";
    public override string ClusterTitle => "All pods";
    public override string ClusterOff => "Shows what each pod sees. Off outside the Development environment. To switch it on:";
    public override string ClusterOpen => "Query the page of every pod";
    public override string ClusterClose => "Close";
    public override string EveryQuarterMinute => "every 15 s while this is open";
    public override string Filter => "Filter";
    public override string Pod => "pod";
    public override string Version => "version";
    public override string AnswerAge => "age of answer";
    public override string Reached => "reachable";
    public override string LastFailure => "last failure";
    public override string Differs => "differs";
    public override string Yes => "yes";
    public override string No => "no";
    public override string PeersUnknown => "peers unknown";
    public override string LastKnown => "last known";
    public override string LastKnownHint => "These are the last known peers. DNS lookups fail, so peers that joined or left since are not known.";
    public override string LastFailed => "last at";
    public override string FiveMinutesAgo => "5 min ago";

    public override string Peers(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "peer" : "peers")}");

    public override string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    public override string Strip(int least, int most, int now) => least == most
        ? string.Create(CultureInfo.InvariantCulture, $"Peers in the last 10 minutes: {now} all the time.")
        : string.Create(CultureInfo.InvariantCulture, $"Peers in the last 10 minutes: from {least} to {most}, now {now}.");

    public override string Undecided(string reason) => $"DNS lookup failed ({reason}). Nothing is known about the peers: they may be fine. This is not the same as being alone.";

    public override string Failed(long times) => string.Create(CultureInfo.InvariantCulture, $"{times} {(times == 1 ? "lookup" : "lookups")} failed");

    public override string Counted(long lookups, long failed) => string.Create(CultureInfo.InvariantCulture, $"Since start: {lookups} {(lookups == 1 ? "lookup" : "lookups")}, {failed} failed");

    public override string Confirmed(int confirmations, int needed) => string.Create(CultureInfo.InvariantCulture, $"{confirmations} of {needed} answers");

    public override string Reported(int times, string? reporter) => string.Create(CultureInfo.InvariantCulture, $"reported unreachable{(times == 1 ? string.Empty : $" {times} times")} by {reporter ?? "the application"}");

    public override string StaleFamily(PeerFamily? family) => family switch { PeerFamily.IPv4 => "IPv4 only, ", PeerFamily.IPv6 => "IPv6 only, ", _ => string.Empty };

    public override string Agreement(int agreeing, int differing, int unread) => string.Create(CultureInfo.InvariantCulture, $"{agreeing} agree, {differing} {(differing == 1 ? "differs" : "differ")}, {unread} not known");

    public override string Self(SelfPresence self) => self switch
    {
        SelfPresence.Present => "listed in DNS",
        SelfPresence.Absent => "not listed in DNS so far",
        SelfPresence.Lost => "no longer listed in DNS",
        _ => "not known yet whether DNS lists it",
    };
}
