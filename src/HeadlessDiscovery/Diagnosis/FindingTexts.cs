using System.Globalization;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>Every sentence of the findings, in English; a class for each other language overrides every member.</summary>
internal partial class FindingTexts
{
    /// <summary>What makes a Service publish pods that are not ready; the same in each language.</summary>
    protected const string PublishNotReady = "publishNotReadyAddresses: true";

    /// <summary>What gives a pod its addresses; the same in each language.</summary>
    protected const string PodVariables = "env:\n  - { name: POD_IP,  valueFrom: { fieldRef: { fieldPath: status.podIP } } }\n  - { name: POD_IPS, valueFrom: { fieldRef: { fieldPath: status.podIPs } } }";

    /// <summary>What shows why CoreDNS fails; the same in each language.</summary>
    internal const string CoreDnsLogs = "kubectl -n kube-system logs -l k8s-app=kube-dns";

    private const string BeforeReady = $"only if peers must meet before they are Ready, in Service.spec:\n  {PublishNotReady}";

    // More names than this are no help in a sentence.
    private const int Named = 8;

    private static readonly FindingTexts English = new();
    private static readonly KoreanFindings Korean = new();

    public static FindingTexts Of(FindingLanguage language) => language switch
    {
        FindingLanguage.English => English,
        FindingLanguage.Korean => Korean,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Not a defined FindingLanguage."),
    };

    /// <summary>The names in a sentence: of many the first, and how many more there are.</summary>
    public string Names(IReadOnlyList<string> names) => names.Count <= Named ? And(names) : AndMore([.. First(names)], names.Count - Named);

    /// <summary>As many names as a command takes without growing out of sight.</summary>
    public static IEnumerable<string> First(IEnumerable<string> names) => names.Take(Named);

    public string Reverse(ReverseName found) => Reverse(found.Address.ToString(), Names(found.Names));

    /// <summary>The page with a section for each code.</summary>
    public virtual string Page => "docs/doctor.md";

    public virtual string And(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    public virtual string AndMore(IReadOnlyList<string> names, int more) => Say($"{string.Join(", ", names)} and {more} more");

    private static string Similar(string? names) => names is null ? string.Empty : $" A similar name exists: {names}.";

    private static string Then(Consequence consequence) => consequence switch
    {
        { Kept: null } => "Your peers may be fine.",
        { IsKnown: false } => "Nothing is known about the peers yet.",
        { Kept: 1 } => "The last known peer is kept.",
        { Kept: 0 } => "According to the last verified answer, there is no other peer.",
        _ => Say($"The {consequence.Kept} last known peers are kept."),
    };

    protected static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
