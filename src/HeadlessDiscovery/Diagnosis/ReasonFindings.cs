namespace HeadlessDiscovery.Diagnosis;

/// <summary>HP2xx, by the reason alone, which is all that a snapshot knows of a lookup.</summary>
internal static class ReasonFindings
{
    public const string KubeDns = "kubectl -n kube-system get pods -l k8s-app=kube-dns";

    /// <summary>The finding for a lookup that could not be completed: each reason has one.</summary>
    public static void CouldNotAsk(FindingList findings, ServiceSubject subject, LookupReason reason, Consequence consequence, FindingSeverity severity, IEnumerable<string>? evidence = null)
    {
        var (texts, isCluster, code) = (findings.Texts, subject.IsInCluster, reason.ToCode() ?? "unknown");
        if (reason == LookupReason.NoServers)
        {
            findings.Add(FindingCatalogue.NoServer, severity, FindingConfidence.Certain, texts.NoNameServer(consequence), evidence, ["headless-peers config"]);
            return;
        }

        var number = NumberOf(code);
        string[] look = !isCluster ? ["headless-peers config"] : number switch
        {
            FindingCatalogue.ServerFailed => [$"{FindingTexts.CoreDnsLogs} --tail=50", KubeDns],
            FindingCatalogue.NoAnswer => [KubeDns, "kubectl get networkpolicies -A"],
            FindingCatalogue.Truncated => ["headless-peers config"],
            _ => ["headless-peers config", "kubectl -n kube-system get service kube-dns"],
        };
        var text = number switch
        {
            FindingCatalogue.ServerFailed => texts.ServerFailed(Spelled(code), consequence, isCluster),
            FindingCatalogue.Refused => texts.Refused(Spelled(code), consequence, isCluster),
            FindingCatalogue.Truncated => texts.Truncated(consequence, isSrv: true),
            FindingCatalogue.Unverified => texts.Unverified(code, consequence, isCluster),
            FindingCatalogue.FamilyFailed => texts.FamilyFailed(consequence),
            _ => texts.NoAnswer(reason, consequence, isCluster),
        };
        findings.Add(number, severity, FindingConfidence.Certain, text, evidence, look);
    }

    /// <summary>The finding for a verified answer without peers. NODATA may be that of a namespace.</summary>
    public static void Empty(FindingList findings, ServiceSubject subject, LookupReason reason)
    {
        if (reason == LookupReason.NoData)
        {
            findings.Add(FindingCatalogue.NoAddress, FindingSeverity.Error, FindingConfidence.Likely, findings.Texts.NoAddress(null, subject.IsInCluster), look: Look(subject));
        }
        else
        {
            findings.Add(FindingCatalogue.NoSuchName, FindingSeverity.Error, FindingConfidence.Certain, findings.Texts.NoSuchName(candidates: 0, null, subject.IsInCluster), look: Look(subject));
        }
    }

    /// <summary>What to look at where a name has no addresses.</summary>
    public static string[] Look(ServiceSubject subject) =>
        subject.IsInCluster ? [subject.Itself(), subject.Slices()] : [$"headless-peers expand {subject.Service}"];

    /// <summary>By the code of a reason, because a single question tells only that. What has no number of its own is silence.</summary>
    public static string NumberOf(string code) => code switch
    {
        "servfail" or "formerr" or "notimp" => FindingCatalogue.ServerFailed,
        "refused" or "lame" => FindingCatalogue.Refused,
        "truncated" => FindingCatalogue.Truncated,
        "malformed" or "unverified" => FindingCatalogue.Unverified,
        "familyFailed" => FindingCatalogue.FamilyFailed,
        _ => FindingCatalogue.NoAnswer,
    };

    /// <summary>An RCODE as DNS tools write it; other reasons have no name outside of this library.</summary>
    public static string Spelled(string code) => code is "servfail" or "refused" or "formerr" or "notimp" ? code.ToUpperInvariant() : code;
}
