namespace HeadlessDiscovery.Diagnosis;

/// <summary>Every sentence of the findings, one class a language. A sentence that a language lacks does not compile.</summary>
internal abstract class FindingTexts
{
    /// <summary>What makes a Service publish pods that are not ready; the same in each language.</summary>
    protected const string PublishNotReady = "publishNotReadyAddresses: true";

    /// <summary>What gives a pod its addresses; the same in each language.</summary>
    protected const string PodVariables = "env:\n  - { name: POD_IP,  valueFrom: { fieldRef: { fieldPath: status.podIP } } }\n  - { name: POD_IPS, valueFrom: { fieldRef: { fieldPath: status.podIPs } } }";

    /// <summary>What shows why CoreDNS fails; the same in each language.</summary>
    internal const string CoreDnsLogs = "kubectl -n kube-system logs -l k8s-app=kube-dns";

    // More names than this are no help in a sentence.
    private const int Named = 8;

    private static readonly EnglishFindings English = new();
    private static readonly KoreanFindings Korean = new();

    public static FindingTexts Of(FindingLanguage language) => language switch
    {
        FindingLanguage.English => English,
        FindingLanguage.Korean => Korean,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a defined FindingLanguage."),
    };

    /// <summary>The page with a section for each code.</summary>
    public abstract string Page { get; }

    public abstract string And(IReadOnlyList<string> names);
    public abstract string AndMore(IReadOnlyList<string> names, int more);

    /// <summary>The names in a sentence: of many the first, and how many more there are.</summary>
    public string Names(IReadOnlyList<string> names) => names.Count <= Named ? And(names) : AndMore([.. First(names)], names.Count - Named);

    /// <summary>As many names as a command takes without growing out of sight.</summary>
    public static IEnumerable<string> First(IEnumerable<string> names) => names.Take(Named);

    // HP1xx: the machine
    public abstract FindingText NoConfiguration(string path);
    public abstract FindingText NoNameServer(Consequence? consequence);
    public abstract FindingText NoSearchList(string service, bool hasList);
    public abstract FindingText TooManyServers();
    public abstract FindingText AbsoluteFirst(string name, int ndots);
    public abstract FindingText LineIgnored(int count);
    public abstract FindingText NotAnAddress();
    public abstract FindingText NodeLocalCache(string server);
    public abstract string Line(int line, string message);

    // HP2xx: the question
    public abstract FindingText NoAnswer(LookupReason reason, Consequence consequence, bool isCluster);
    public abstract FindingText PortRefusedByServer(string servers, int count, Consequence consequence, bool isCluster);
    public abstract FindingText ServerSilent(string server);
    public abstract FindingText ServerFailed(string code, Consequence consequence, bool isCluster);
    public abstract FindingText FailedSometimes(string server, string code, int failed, int total, bool isCluster);
    public abstract FindingText Refused(string code, Consequence consequence, bool isCluster);
    public abstract FindingText RefusedByResolved(string server, string zone, Consequence consequence);
    public abstract FindingText NoSuchName(int candidates, string? similar, bool isCluster);
    public abstract FindingText NoReadyPod(string service, bool hasReadyPods);
    public abstract FindingText OnlyNamespace(string service, string name, string? similar);
    public abstract FindingText NoAddress(string? name, bool isCluster);
    public abstract FindingText NoSuchPort(string name, string port, bool isCluster);
    public abstract FindingText Truncated(Consequence consequence);
    public abstract FindingText TcpFailed(Consequence consequence, bool isCluster);
    public abstract FindingText Disagree(int smallest, int largest, bool? agreeLater, bool isCluster);
    public abstract FindingText FewerThanServiceRecords(int addresses, int named);
    public abstract FindingText DisagreeForLong(string name, bool isCluster);
    public abstract FindingText KnowsNobody(string server, bool? agreeLater, bool isCluster);
    public abstract string ByServiceRecords(int count, string addresses);
    public abstract FindingText Foreign(string name, string zone);
    public abstract FindingText LeftOutAlias(string name, string target);
    public abstract FindingText Dropped(string? addresses);
    public abstract FindingText Unproven(string name, bool isCluster);
    public abstract FindingText Unverified(string code, Consequence consequence, bool isCluster);
    public abstract FindingText TtlZero(bool isCluster);
    public abstract FindingText TtlLong(TimeSpan ttl, bool isCluster);
    public abstract FindingText FamilyFailed(Consequence consequence);
    public abstract FindingText SecondOpinion(string server, bool isSteady);
    public abstract FindingText SerialsApart(string zone, TimeSpan behind, bool disagree);
    public abstract string SerialsOf(string server, IReadOnlyList<string> serials, IReadOnlyList<string> hostNames);
    public abstract string Tries(string server, string type, string result, int count);
    public abstract string LeftOut(string name);
    public abstract string NotQueried(string names, int count);
    public abstract string HasTtl(string name, string type, string server, TimeSpan ttl);
    public abstract string Said(string server, int count, string addresses);
    public abstract string SaidLater(string server, int count);

    // HP3xx: the membership
    public abstract FindingText SelfAbsent(AbsenceCause cause, string? services, bool isCluster);
    public abstract FindingText SelfUnknown(bool isCluster);
    public abstract FindingText SelfVariable(string variable, string value, OwnVariableFault fault);
    public abstract string OwnAddresses(string addresses, string source);
    public abstract string Reverse(string address, string names);

    public string Reverse(ReverseName found) => Reverse(found.Address.ToString(), Names(found.Names));
    public abstract string AbsentFor(TimeSpan time);
    public abstract FindingText ClusterIp(string name, bool isCluster);
    public abstract FindingText ExternalName(string name, string? target, bool leadsNowhere, bool isCluster);
    public abstract FindingText Fewer(int seen, int expected, bool isCompared, bool isCluster);
    public abstract string Seen(int seen, int expected);
    public abstract FindingText SharedAddresses(int pods, int addresses, bool isCluster);
    public abstract FindingText OtherFamily(string family, int count);
    public abstract FindingText SelfLost(bool isCluster);
    public abstract FindingText PortRefused(string peers, int count);
    public abstract FindingText PortSilent(string peers, int count, bool isCluster);
    public abstract string Tried(string peer, bool isRefused, TimeSpan duration);
    public abstract FindingText NotInDns(string pods, int count, bool anyReady);
    public abstract FindingText NotInSlices(string addresses, int count);
    public abstract string Unlisted(string address);
    public abstract string Endpoint(string pod, string address, bool isReady, bool isTerminating, bool isInDns);
    public abstract FindingText OrdinalGap(string pods, int count);
    public abstract string OrdinalsSeen(string pods);
    public abstract FindingText SwarmVirtualAddress(string name, string tasks);
    public abstract FindingText OneOfOwnAddresses(string named, string others, bool isCluster);
    public abstract FindingText PodName(string name, string service);
}
