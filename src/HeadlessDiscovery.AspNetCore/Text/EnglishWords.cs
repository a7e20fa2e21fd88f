using System.Globalization;

namespace HeadlessDiscovery.AspNetCore.Text;

internal sealed class EnglishWords : Words
{
    public override string Code => "en";
    public override (string Code, string Word) Other => ("ko", "한국어");
    public override FindingLanguage Findings => FindingLanguage.English;
    public override string Services => "Services";
    public override string NoServices => "No headless peers are registered: call AddHeadlessPeers on the services.";
    public override string Service => "service";
    public override string State => "state";
    public override string Fresh => "Fresh";
    public override string StaleSince => "Stale since";
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
    public override string HeldHint => "The last answers do not name held peers. They stay until that is confirmed.";
    public override string New => "new";
    public override string SelfWord => "this pod";
    public override string FromTheStart => "from the start";
    public override string Unresolved => "DNS has not been asked yet. Nothing is known about the peers. This is not the same as being alone.";
    public override string Alone => "This pod is alone. DNS names it and nobody else, in a verified answer. Peers appear here as soon as DNS lists them.";
    public override string Uncertain => "DNS lists one address, and it is one of several of this machine. It may be a virtual address that every replica has: this pod may not be alone. Set SelfAddresses, or POD_IP.";
    public override string Nobody => "DNS lists nobody, in a verified answer. No pod of the Service is ready, or the Service has another name. Peers appear here as soon as DNS lists them.";
    public override string NobodyQueried(string notQueried) => $"DNS lists nobody. No pod of the Service is ready, or the Service has another name. No query was sent for {notQueried}, outside the cluster domain: if it is meant, write it with its trailing dot, or set RequireClusterSuffix = false.";
    public override string Truncated => "The answer did not fit into DNS: there are more peers than can be listed.";
    public override string LookupTitle => "How it was found";
    public override string Candidate => "name asked";
    public override string Result => "result";
    public override string Server => "server";
    public override string Took => "took";
    public override string Records => "records";
    public override string NotAsked => "not asked";
    public override string PinnedHint => "One name answered before; only it is asked now.";
    public override string LeftOut => "left out";
    public override string NoLookup => "No look-up has ended yet.";
    public override string NobodyAsked => "The peers are those of the option StaticPeers. Nobody is asked.";
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
    public override string StaleEvent => "stale: could not ask";
    public override string FreshEvent => "fresh again";
    public override string HeldEvent => "held";
    public override string HeldNoMore => "nobody held any more";
    public override string NameEvent => "another name answers:";
    public override string SelfEvent => "this pod:";
    public override string FirstSeen => "first answer:";
    public override string NobodyEvent => "nobody";

    public override string Peers(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "peer" : "peers")}");

    public override string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    public override string Strip(int least, int most, int now) => least == most
        ? string.Create(CultureInfo.InvariantCulture, $"Peers in the last 10 minutes: {now} all the time.")
        : string.Create(CultureInfo.InvariantCulture, $"Peers in the last 10 minutes: from {least} to {most}, now {now}.");

    public override string Undecided(string reason) => $"DNS could not be asked yet ({reason}). Nothing is known about the peers. This is not the same as being alone.";

    public override string Self(SelfPresence self) => self switch
    {
        SelfPresence.Present => "in the answers",
        SelfPresence.Absent => "in no answer so far",
        SelfPresence.Lost => "no longer in the answers",
        _ => "not known yet whether DNS lists it",
    };
}
