using System.Globalization;
using HeadlessDiscovery.AspNetCore.Documents;
using Microsoft.AspNetCore.Http;

namespace HeadlessDiscovery.AspNetCore.Text;

/// <summary>Every sentence of the page, in English; a class for each other language overrides every member. Codes, option names and addresses are the same in each language.</summary>
internal class Words
{
    public static Words English { get; } = new Words();

    public static Words Korean { get; } = new KoreanWords();

    /// <summary>How many peers there are, where that is known.</summary>
    public string Count(ServiceView view) => view.IsUnknown ? PeersUnknown : Peers(view.Snapshot.Count);

    /// <summary>From the query (lang=ko) first, then from Accept-Language; English where it names neither.</summary>
    public static Words Of(HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        if (asked is "ko" or "en")
        {
            return asked == "ko" ? Korean : English;
        }

        var (korean, english) = (0.0, 0.0);
        foreach (var language in request.GetTypedHeaders().AcceptLanguage)
        {
            var tag = language.Value.AsSpan();
            var quality = language.Quality ?? 1;
            korean = Is(tag, "ko") ? Math.Max(korean, quality) : korean;
            english = Is(tag, "en") || tag is "*" ? Math.Max(english, quality) : english;
        }

        return korean > english ? Korean : English;
    }

    private static bool Is(ReadOnlySpan<char> tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Length || tag[language.Length] == '-');

    /// <summary>The value of the lang attribute.</summary>
    public virtual string Code => "en";

    /// <summary>The other language, and the word that switches to it.</summary>
    public virtual (string Code, string Word) Other => ("ko", "한국어");
    public virtual FindingLanguage Findings => FindingLanguage.English;
    public virtual string Services => "Services";
    public virtual string NoServices => "No headless peers are registered. Call AddHeadlessPeers on the service collection.";
    public virtual string Service => "service";
    public virtual string State => "state";
    public virtual string Fresh => "Fresh";
    public virtual string StaleSince => "since";
    public virtual string StaleSinceEnd => "UTC";
    public virtual string NoAnswerYet => "No verified answer yet";
    public virtual string ThisPod => "This pod";
    public virtual string NotKnown => "not known";
    public virtual string Fingerprint => "Fingerprint";
    public virtual string FingerprintHint => "pods with the same fingerprint see the same members";
    public virtual string Name => "Name";
    public virtual string LastAnswer => "Last answer";
    public virtual string Ago => "ago";
    public virtual string Second => " s";
    public virtual string Minute => " min";
    public virtual string Hour => " h";
    public virtual string ValidFor => "valid for";
    public virtual string Live => "live";
    public virtual string Reconnecting => "reconnecting";
    public virtual string NoScript => "Without JavaScript, this page does not update by itself.";
    public virtual string Reload => "Reload";
    public virtual string FindingsTitle => "Findings";
    public virtual string Fix => "Fix";
    public virtual string Look => "Look";
    public virtual string Copy => "Copy";
    public virtual string Copied => "Copied";
    public virtual string PeersTitle => "Peers";
    public virtual string Peer => "peer";
    public virtual string Host => "host";
    public virtual string Since => "since (UTC)";
    public virtual string Present => "present";
    public virtual string Held => "held";
    public virtual string HeldHint => "Held: missing from the latest answer, kept until its removal is confirmed.";
    public virtual string New => "new";
    public virtual string SelfWord => "this pod";
    public virtual string FromTheStart => "since start";
    public virtual string Unresolved => "No DNS lookup has finished yet. Nothing is known about the peers. This is not the same as being alone.";
    public virtual string Alone => "This pod is alone: DNS lists only this pod, in a verified answer. Peers appear here as soon as DNS lists them.";
    public virtual string Uncertain => "DNS lists one address, and it is one of several of this machine. It may be a virtual address that every replica has: this pod may not be alone. Set SelfAddresses, or POD_IP.";
    public virtual string Nobody => "DNS lists no pod, in a verified answer. No pod of the Service is ready, or the Service has another name. Peers appear here as soon as DNS lists them.";
    public virtual string NobodyQueried(string notQueried) => $"DNS lists no pod. No pod of the Service is ready, or the Service has another name. No query was sent for {notQueried}, outside the cluster domain: if it is meant, write it with its trailing dot, or set RequireClusterSuffix = false.";
    public virtual string Truncated => "The answer was truncated: there are more peers than DNS can list.";
    public virtual string LookupTitle => "Last lookup";
    public virtual string Candidate => "name";
    public virtual string Result => "result";
    public virtual string Server => "server";
    public virtual string Took => "took";
    public virtual string Records => "records";
    public virtual string NotAsked => "not queried";
    public virtual string PinnedHint => "Only the name that answered before is queried.";
    public virtual string LeftOut => "skipped";
    public virtual string NoLookup => "No lookup has finished yet.";
    public virtual string NobodyAsked => "The peers are those of the option StaticPeers. No query is sent.";
    public virtual string Configuration => "Resolver configuration";
    public virtual string Ignored => "line";
    public virtual string HistoryTitle => "History";
    public virtual string NoHistory => "Nothing has happened since the application started.";
    public virtual string Time => "time (UTC)";
    public virtual string What => "what";
    public virtual string PeersColumn => "peers";
    public virtual string TenMinutesAgo => "10 min ago";
    public virtual string NowWord => "now";
    public virtual string OptionsTitle => "Options";
    public virtual string OnlyDefaults => "All options have their defaults.";
    public virtual string Option => "option";
    public virtual string Value => "value";
    public virtual string ReadOnly => "read-only";
    public virtual string Joined => "joined";
    public virtual string Left => "left";
    public virtual string StaleEvent => "stale: lookup failed";
    public virtual string FreshEvent => "fresh again";
    public virtual string HeldEvent => "held";
    public virtual string HeldNoMore => "no peer is held";
    public virtual string NameEvent => "resolved name is now";
    public virtual string SelfEvent => "this pod:";
    public virtual string FirstSeen => "first answer:";
    public virtual string NoPeersEvent => "no peers";
    public virtual string StaleFor => "Stale for";
    public virtual string StaticList => "Static list";
    public virtual string NextTryIn => "next try in";
    public virtual string NextTryInEnd => string.Empty;
    public virtual string NextLookupIn => "next lookup in";
    public virtual string TryingNow => "trying now";
    public virtual string ClusterTitle => "All pods";
    public virtual string ClusterOff => "Shows what each pod sees. Off outside the Development environment. To switch it on:";
    public virtual string ClusterOpen => "Query the page of every pod";
    public virtual string ClusterClose => "Close";
    public virtual string EveryQuarterMinute => "every 15 s while this is open";
    public virtual string Filter => "Filter";
    public virtual string Pod => "pod";
    public virtual string Version => "version";
    public virtual string AnswerAge => "age of answer";
    public virtual string Reached => "reachable";
    public virtual string LastFailure => "last failure";
    public virtual string Differs => "differs";
    public virtual string Yes => "yes";
    public virtual string No => "no";
    public virtual string PeersUnknown => "peers unknown";
    public virtual string LastKnown => "last known";
    public virtual string LastKnownHint => "These are the last known peers. DNS lookups fail, so peers that joined or left since are not known.";
    public virtual string LastFailed => "last at";
    public virtual string FiveMinutesAgo => "5 min ago";

    public virtual string Peers(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "peer" : "peers")}");

    public virtual string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");

    public virtual string Strip(int least, int most, int now, bool isSinceStart) => least == most
        ? string.Create(CultureInfo.InvariantCulture, $"Peers {(isSinceStart ? "since start" : "in the last 10 minutes")}: {now} all the time.")
        : string.Create(CultureInfo.InvariantCulture, $"Peers {(isSinceStart ? "since start" : "in the last 10 minutes")}: from {least} to {most}, now {now}.");

    public virtual string Undecided(string reason) => $"DNS lookup failed ({reason}). Nothing is known about the peers: they may be fine. This is not the same as being alone.";

    public virtual string Failed(long times) => string.Create(CultureInfo.InvariantCulture, $"{times} {(times == 1 ? "lookup" : "lookups")} failed");

    public virtual string Counted(long lookups, long failed) => string.Create(CultureInfo.InvariantCulture, $"Since start: {lookups} {(lookups == 1 ? "lookup" : "lookups")}, {failed} failed");

    public virtual string Confirmed(int confirmations, int needed) => string.Create(CultureInfo.InvariantCulture, $"{confirmations} of {needed} answers");

    /// <summary>The state of another pod's list, from the code in its JSON.</summary>
    public virtual string PodState(string? code) => code switch { "stale" => "▲ stale", "unresolved" => "○ no answer yet", "empty" => "● fresh, empty", null => "–", _ => "● fresh" };

    public virtual string Reported(int times, string? reporter) => string.Create(CultureInfo.InvariantCulture, $"reported unreachable{(times == 1 ? string.Empty : $" {times} times")} by {reporter ?? "the application"}");

    public virtual string StaleFamily(PeerFamily? family) => family switch { PeerFamily.IPv4 => "IPv4 only, ", PeerFamily.IPv6 => "IPv6 only, ", _ => string.Empty };

    public virtual string Agreement(int agreeing, int differing, int unread) => string.Create(CultureInfo.InvariantCulture, $"{agreeing} agree, {differing} {(differing == 1 ? "differs" : "differ")}, {unread} not known");

    public virtual string Self(SelfPresence self) => self switch
    {
        SelfPresence.Present => "listed in DNS",
        SelfPresence.Absent => "not listed in DNS so far",
        SelfPresence.Lost => "no longer listed in DNS",
        _ => "not known yet whether DNS lists it",
    };
}
