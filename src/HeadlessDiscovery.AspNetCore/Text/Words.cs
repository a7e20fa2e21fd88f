using HeadlessDiscovery.AspNetCore.Documents;
using Microsoft.AspNetCore.Http;

namespace HeadlessDiscovery.AspNetCore.Text;

/// <summary>Every sentence of the page in one language. Codes, option names and addresses are the same in each.</summary>
internal abstract class Words
{
    public static Words English { get; } = new EnglishWords();

    public static Words Korean { get; } = new KoreanWords();

    /// <summary>The value of the lang attribute.</summary>
    public abstract string Code { get; }

    /// <summary>The other language, and the word that switches to it.</summary>
    public abstract (string Code, string Word) Other { get; }

    public abstract FindingLanguage Findings { get; }

    public abstract string Services { get; }
    public abstract string NoServices { get; }
    public abstract string Service { get; }
    public abstract string State { get; }
    public abstract string Fresh { get; }
    public abstract string StaleSince { get; }
    public abstract string StaleSinceEnd { get; }
    public abstract string NoAnswerYet { get; }
    public abstract string ThisPod { get; }
    public abstract string NotKnown { get; }
    public abstract string Fingerprint { get; }
    public abstract string FingerprintHint { get; }
    public abstract string Name { get; }
    public abstract string LastAnswer { get; }
    public abstract string Ago { get; }
    public abstract string Second { get; }
    public abstract string Minute { get; }
    public abstract string Hour { get; }
    public abstract string ValidFor { get; }
    public abstract string Live { get; }
    public abstract string Reconnecting { get; }
    public abstract string NoScript { get; }
    public abstract string Reload { get; }
    public abstract string FindingsTitle { get; }
    public abstract string Fix { get; }
    public abstract string Look { get; }
    public abstract string Copy { get; }
    public abstract string Copied { get; }
    public abstract string PeersTitle { get; }
    public abstract string Peer { get; }
    public abstract string Host { get; }
    public abstract string Since { get; }
    public abstract string Present { get; }
    public abstract string Held { get; }
    public abstract string HeldHint { get; }
    public abstract string New { get; }
    public abstract string SelfWord { get; }
    public abstract string FromTheStart { get; }
    public abstract string Unresolved { get; }
    public abstract string Alone { get; }
    public abstract string Uncertain { get; }
    public abstract string Nobody { get; }
    public abstract string NobodyQueried(string notQueried);
    public abstract string Truncated { get; }
    public abstract string LookupTitle { get; }
    public abstract string Candidate { get; }
    public abstract string Result { get; }
    public abstract string Server { get; }
    public abstract string Took { get; }
    public abstract string Records { get; }
    public abstract string NotAsked { get; }
    public abstract string PinnedHint { get; }
    public abstract string LeftOut { get; }
    public abstract string NoLookup { get; }
    public abstract string NobodyAsked { get; }
    public abstract string Configuration { get; }
    public abstract string Ignored { get; }
    public abstract string HistoryTitle { get; }
    public abstract string NoHistory { get; }
    public abstract string Time { get; }
    public abstract string What { get; }
    public abstract string PeersColumn { get; }
    public abstract string TenMinutesAgo { get; }
    public abstract string NowWord { get; }
    public abstract string OptionsTitle { get; }
    public abstract string OnlyDefaults { get; }
    public abstract string Option { get; }
    public abstract string Value { get; }
    public abstract string ReadOnly { get; }
    public abstract string Joined { get; }
    public abstract string Left { get; }
    public abstract string StaleEvent { get; }
    public abstract string FreshEvent { get; }
    public abstract string HeldEvent { get; }
    public abstract string HeldNoMore { get; }
    public abstract string NameEvent { get; }
    public abstract string SelfEvent { get; }
    public abstract string FirstSeen { get; }
    public abstract string NobodyEvent { get; }
    public abstract string StaleFor { get; }
    public abstract string StaticList { get; }
    public abstract string NextTryIn { get; }
    public abstract string NextTryInEnd { get; }
    public abstract string NextLookupIn { get; }
    public abstract string TryingNow { get; }
    public abstract string PeersUnknown { get; }
    public abstract string ClusterTitle { get; }
    public abstract string ClusterOff { get; }
    public abstract string ClusterOpen { get; }
    public abstract string ClusterClose { get; }
    public abstract string EveryQuarterMinute { get; }
    public abstract string Filter { get; }
    public abstract string Pod { get; }
    public abstract string Version { get; }
    public abstract string AnswerAge { get; }
    public abstract string Reached { get; }
    public abstract string LastFailure { get; }
    public abstract string Differs { get; }
    public abstract string Yes { get; }
    public abstract string No { get; }
    public abstract string LastKnown { get; }
    public abstract string LastKnownHint { get; }
    public abstract string LastFailed { get; }
    public abstract string FiveMinutesAgo { get; }

    public abstract string Peers(int count);
    public abstract string More(int count);
    public abstract string Strip(int least, int most, int now);
    public abstract string Undecided(string reason);
    public abstract string Self(SelfPresence self);
    public abstract string Failed(long times);
    public abstract string Agreement(int agreeing, int differing, int unread);
    public abstract string Counted(long lookups, long failed);
    public abstract string Confirmed(int confirmations, int needed);
    public abstract string Reported(int times, string? reporter);
    public abstract string StaleFamily(PeerFamily? family);

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
}
