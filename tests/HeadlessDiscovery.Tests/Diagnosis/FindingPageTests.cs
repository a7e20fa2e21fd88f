using System.Reflection;
using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery.Tests.Diagnosis;

/// <summary>docs/doctor.md has the text of each finding word for word: what the tool, the log or the page reports is found there.</summary>
public sealed class FindingPageTests
{
    private const string Name = "orders.shop.svc.cluster.local.";
    private const string Server = "10.96.0.10:53";

    // Every sentence with the arguments of an example, by its code; where it differs outside a cluster, both.
    private static readonly (string Code, string Method, Func<FindingTexts, FindingText> Text)[] Examples =
    [
        ("HP101", nameof(FindingTexts.NoNameServer), texts => texts.NoNameServer(null)),
        ("HP101", nameof(FindingTexts.NoConfiguration), texts => texts.NoConfiguration("/etc/resolv.conf")),
        ("HP102", nameof(FindingTexts.NoSearchList), texts => texts.NoSearchList("orders", hasList: false)),
        ("HP102", nameof(FindingTexts.NoSearchList), texts => texts.NoSearchList("orders", hasList: true)),
        ("HP103", nameof(FindingTexts.TooManyServers), texts => texts.TooManyServers()),
        ("HP104", nameof(FindingTexts.AbsoluteFirst), texts => texts.AbsoluteFirst("orders.shop", 1)),
        ("HP105", nameof(FindingTexts.LineIgnored), texts => texts.LineIgnored(2)),
        ("HP106", nameof(FindingTexts.NotAnAddress), texts => texts.NotAnAddress()),
        ("HP107", nameof(FindingTexts.NodeLocalCache), texts => texts.NodeLocalCache("169.254.20.10:53")),
        ("HP201", nameof(FindingTexts.NoAnswer), texts => texts.NoAnswer(LookupReason.Timeout, Consequence.OfOne, isCluster: true)),
        ("HP201", nameof(FindingTexts.NoAnswer), texts => texts.NoAnswer(LookupReason.Network, Consequence.OfOne, isCluster: false)),
        ("HP201", nameof(FindingTexts.PortRefusedByServer), texts => texts.PortRefusedByServer(Server, 1, Consequence.OfOne, isCluster: true)),
        ("HP201", nameof(FindingTexts.ServerSilent), texts => texts.ServerSilent(Server)),
        ("HP201", nameof(FindingTexts.FailedSometimes), texts => texts.FailedSometimes(Server, "timeout", 2, 5, isCluster: true)),
        ("HP202", nameof(FindingTexts.ServerFailed), texts => texts.ServerFailed("SERVFAIL", Consequence.OfOne, isCluster: true)),
        ("HP202", nameof(FindingTexts.ServerFailed), texts => texts.ServerFailed("NOTIMP", Consequence.OfOne, isCluster: false)),
        ("HP202", nameof(FindingTexts.FailedSometimes), texts => texts.FailedSometimes(Server, "servfail", 3, 8, isCluster: true)),
        ("HP203", nameof(FindingTexts.Refused), texts => texts.Refused("REFUSED", Consequence.OfOne, isCluster: true)),
        ("HP203", nameof(FindingTexts.Refused), texts => texts.Refused("lame", Consequence.OfOne, isCluster: false)),
        ("HP203", nameof(FindingTexts.RefusedByResolved), texts => texts.RefusedByResolved("127.0.0.53", "cluster.local", Consequence.OfOne)),
        ("HP204", nameof(FindingTexts.NoSuchName), texts => texts.NoSuchName(3, null, isCluster: true)),
        ("HP204", nameof(FindingTexts.NoSuchName), texts => texts.NoSuchName(3, "orders-headless", isCluster: true)),
        ("HP204", nameof(FindingTexts.NoSuchName), texts => texts.NoSuchName(1, null, isCluster: false)),
        ("HP204", nameof(FindingTexts.NoReadyPod), texts => texts.NoReadyPod("orders", hasReadyPods: false)),
        ("HP204", nameof(FindingTexts.NoReadyPod), texts => texts.NoReadyPod("orders", hasReadyPods: true)),
        ("HP204", nameof(FindingTexts.OnlyNamespace), texts => texts.OnlyNamespace("shop", "shop.svc.cluster.local.", null)),
        ("HP205", nameof(FindingTexts.NoAddress), texts => texts.NoAddress(Name, isCluster: true)),
        ("HP205", nameof(FindingTexts.NoAddress), texts => texts.NoAddress(null, isCluster: false)),
        ("HP205", nameof(FindingTexts.NoSuchPort), texts => texts.NoSuchPort(Name, "_grpc._tcp", isCluster: true)),
        ("HP206", nameof(FindingTexts.TcpFailed), texts => texts.TcpFailed(Consequence.OfOne, isCluster: true)),
        ("HP206", nameof(FindingTexts.Truncated), texts => texts.Truncated(Consequence.OfOne, isSrv: false)),
        ("HP206", nameof(FindingTexts.Truncated), texts => texts.Truncated(Consequence.OfOne, isSrv: true)),
        ("HP207", nameof(FindingTexts.Disagree), texts => texts.Disagree(3, 4, null, isCluster: true)),
        ("HP207", nameof(FindingTexts.Disagree), texts => texts.Disagree(3, 4, true, isCluster: true)),
        ("HP207", nameof(FindingTexts.Disagree), texts => texts.Disagree(3, 4, false, isCluster: false)),
        ("HP207", nameof(FindingTexts.KnowsNobody), texts => texts.KnowsNobody("9.9.9.9:53", null, isCluster: true)),
        ("HP207", nameof(FindingTexts.KnowsNobody), texts => texts.KnowsNobody("9.9.9.9:53", false, isCluster: true)),
        ("HP207", nameof(FindingTexts.FewerThanServiceRecords), texts => texts.FewerThanServiceRecords(1, 3)),
        ("HP207", nameof(FindingTexts.DisagreeForLong), texts => texts.DisagreeForLong(Name, isCluster: true)),
        ("HP208", nameof(FindingTexts.Foreign), texts => texts.Foreign("orders.corp.example.", "cluster.local")),
        ("HP208", nameof(FindingTexts.LeftOutAlias), texts => texts.LeftOutAlias(Name, "orders.corp.example.")),
        ("HP209", nameof(FindingTexts.Unverified), texts => texts.Unverified("malformed", Consequence.OfOne, isCluster: true)),
        ("HP209", nameof(FindingTexts.Dropped), texts => texts.Dropped("127.0.0.1")),
        ("HP209", nameof(FindingTexts.Dropped), texts => texts.Dropped(null)),
        ("HP209", nameof(FindingTexts.Unproven), texts => texts.Unproven("orders", isCluster: true)),
        ("HP209", nameof(FindingTexts.ZoneLost), texts => texts.ZoneLost("cluster.local")),
        ("HP210", nameof(FindingTexts.TtlZero), texts => texts.TtlZero(isCluster: true)),
        ("HP210", nameof(FindingTexts.TtlLong), texts => texts.TtlLong(TimeSpan.FromSeconds(60), isCluster: true)),
        ("HP211", nameof(FindingTexts.FamilyFailed), texts => texts.FamilyFailed(Consequence.OfOne)),
        ("HP212", nameof(FindingTexts.SecondOpinion), texts => texts.SecondOpinion(Server, isSteady: true)),
        ("HP212", nameof(FindingTexts.SecondOpinion), texts => texts.SecondOpinion(Server, isSteady: false)),
        ("HP213", nameof(FindingTexts.SerialsApart), texts => texts.SerialsApart("cluster.local", TimeSpan.FromSeconds(90), disagree: false)),
        ("HP213", nameof(FindingTexts.SerialsApart), texts => texts.SerialsApart("cluster.local", TimeSpan.FromSeconds(90), disagree: true)),
        ("HP301", nameof(FindingTexts.SelfAbsent), texts => texts.SelfAbsent(AbsenceCause.Unknown, null, isCluster: true)),
        ("HP301", nameof(FindingTexts.SelfAbsent), texts => texts.SelfAbsent(AbsenceCause.NoVariable, null, isCluster: true)),
        ("HP301", nameof(FindingTexts.SelfAbsent), texts => texts.SelfAbsent(AbsenceCause.NotReady, null, isCluster: true)),
        ("HP301", nameof(FindingTexts.SelfAbsent), texts => texts.SelfAbsent(AbsenceCause.NotSelected, null, isCluster: true)),
        ("HP301", nameof(FindingTexts.SelfAbsent), texts => texts.SelfAbsent(AbsenceCause.OtherService, "carts.shop", isCluster: true)),
        ("HP301", nameof(FindingTexts.SelfAbsent), texts => texts.SelfAbsent(AbsenceCause.Unknown, null, isCluster: false)),
        ("HP301", nameof(FindingTexts.SelfUnknown), texts => texts.SelfUnknown(isCluster: true)),
        ("HP301", nameof(FindingTexts.SelfVariable), texts => texts.SelfVariable("POD_IP", "$(POD_IP)", OwnVariableFault.Unexpanded)),
        ("HP302", nameof(FindingTexts.ClusterIp), texts => texts.ClusterIp(Name, isCluster: true)),
        ("HP302", nameof(FindingTexts.ClusterIp), texts => texts.ClusterIp("orders.example.", isCluster: false)),
        ("HP303", nameof(FindingTexts.ExternalName), texts => texts.ExternalName(Name, "db.example.", leadsNowhere: false, isCluster: true)),
        ("HP303", nameof(FindingTexts.ExternalName), texts => texts.ExternalName(Name, "db.example.", leadsNowhere: true, isCluster: true)),
        ("HP303", nameof(FindingTexts.ExternalName), texts => texts.ExternalName("orders.example.", "db.example.", leadsNowhere: false, isCluster: false)),
        ("HP304", nameof(FindingTexts.Fewer), texts => texts.Fewer(3, 5, isCompared: false, isCluster: true)),
        ("HP304", nameof(FindingTexts.Fewer), texts => texts.Fewer(3, 5, isCompared: true, isCluster: true)),
        ("HP304", nameof(FindingTexts.Fewer), texts => texts.Fewer(3, 5, isCompared: false, isCluster: false)),
        ("HP305", nameof(FindingTexts.SharedAddresses), texts => texts.SharedAddresses(4, 2, isCluster: true)),
        ("HP306", nameof(FindingTexts.OtherFamily), texts => texts.OtherFamily("IPv6", 3)),
        ("HP307", nameof(FindingTexts.SelfLost), texts => texts.SelfLost(isCluster: true)),
        ("HP308", nameof(FindingTexts.PortRefused), texts => texts.PortRefused("10.244.1.7:5000", 1)),
        ("HP309", nameof(FindingTexts.PortSilent), texts => texts.PortSilent("10.244.1.7:5000", 1, isCluster: true)),
        ("HP310", nameof(FindingTexts.NotInDns), texts => texts.NotInDns("orders-7d9f8b6c5-w9d7j", 1, anyReady: true)),
        ("HP310", nameof(FindingTexts.NotInDns), texts => texts.NotInDns("orders-7d9f8b6c5-w9d7j", 1, anyReady: false)),
        ("HP310", nameof(FindingTexts.NotInSlices), texts => texts.NotInSlices("10.244.7.7", 1)),
        ("HP311", nameof(FindingTexts.OrdinalGap), texts => texts.OrdinalGap("orders-2, orders-4", 2)),
        ("HP312", nameof(FindingTexts.SwarmVirtualAddress), texts => texts.SwarmVirtualAddress("web", "tasks.web")),
        ("HP312", nameof(FindingTexts.OneOfOwnAddresses), texts => texts.OneOfOwnAddresses("10.0.1.3", "172.18.0.3", isCluster: false)),
        ("HP313", nameof(FindingTexts.PodName), texts => texts.PodName($"orders-0.{Name}", Name)),
    ];

    public static TheoryData<FindingLanguage, string> Codes
    {
        get
        {
            var data = new TheoryData<FindingLanguage, string>();
            foreach (var code in Examples.Select(example => example.Code).Distinct())
            {
                data.Add(FindingLanguage.English, code);
                data.Add(FindingLanguage.Korean, code);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_has_the_text_of_the_finding(FindingLanguage language, string code)
    {
        var texts = FindingTexts.Of(language);
        var page = File.ReadAllText(Path.Combine(Root(), texts.Page));
        var start = page.IndexOf($"### {code}\n", StringComparison.Ordinal);
        var end = page.IndexOf("\n### ", start + 1, StringComparison.Ordinal);
        var section = end < 0 ? page[start..] : page[start..end];

        Assert.Contains(Block(texts, code), section, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_has_an_example() => Assert.Equal(
        typeof(FindingTexts).GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.IsVirtual && method.ReturnType == typeof(FindingText)).Select(method => method.Name).Order(StringComparer.Ordinal),
        Examples.Select(example => example.Method).Distinct().Order(StringComparer.Ordinal));

    // A list item for each text: title, reason, and what to change as code.
    private static string Block(FindingTexts texts, string code) => string.Join(
        '\n',
        Examples.Where(example => example.Code == code).Select(example => example.Text(texts)).Select(text => $"- *{Plain(text.Title)}.* {Plain(text.Why)}{(text.Fix is { } fix ? $"\n  - `{string.Join(' ', fix.Split('\n').Select(line => line.Trim()))}`" : string.Empty)}"));

    // Markdown reads these signs as its own.
    private static string Plain(string text) => text.Replace("<", "\\<", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CHANGELOG.md")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
