using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Diagnosis;

/// <summary>HP1xx: what the resolver configuration of this machine says about the peers that are seen.</summary>
internal static class MachineFindings
{
    public static void Add(FindingList findings, LookupExplanation explanation)
    {
        var configuration = explanation.Plan.Configuration;
        Diagnostics(findings, configuration);
        Search(findings, explanation);
        AbsoluteFirst(findings, explanation);
    }

    /// <summary>A cache is worth a word only beside a fault that it may be part of: by itself it is a healthy cluster.</summary>
    public static void AddCaches(FindingList findings, LookupExplanation explanation)
    {
        if (!findings.Has(FindingCatalogue.NoAnswer, FindingCatalogue.ServerFailed, FindingCatalogue.Refused, FindingCatalogue.NoSuchName, FindingCatalogue.NoAddress, FindingCatalogue.Disagree, FindingCatalogue.TooFew, FindingCatalogue.SlicesDiffer, FindingCatalogue.OrdinalGap))
        {
            return;
        }

        foreach (var server in explanation.Plan.Configuration.NameServers.Where(server => IsNodeLocal(server.Address)))
        {
            findings.Add(FindingCatalogue.NodeLocalCache, FindingSeverity.Info, FindingConfidence.Likely, findings.Texts.NodeLocalCache(server.ToString()), [$"nameserver {server}"], ["kubectl -n kube-system get pods -o wide -l k8s-app=node-local-dns"]);
        }
    }

    /// <summary>The code of what is wrong with resolv.conf.</summary>
    public static string CodeOf(ConfigurationDiagnosticKind kind) => kind switch
    {
        ConfigurationDiagnosticKind.NoFile or ConfigurationDiagnosticKind.NoNameServer => FindingCatalogue.NoServer,
        ConfigurationDiagnosticKind.TooManyServers => FindingCatalogue.TooManyServers,
        ConfigurationDiagnosticKind.NotAnAddress => FindingCatalogue.NotAnAddress,
        _ => FindingCatalogue.LineIgnored,
    };

    private static void Diagnostics(FindingList findings, ResolverConfiguration configuration)
    {
        var texts = findings.Texts;
        var severity = configuration.NameServers.IsEmpty ? FindingSeverity.Error : FindingSeverity.Warning;
        foreach (var group in configuration.Diagnostics.GroupBy(diagnostic => diagnostic.Kind))
        {
            string[] evidence = [.. group.Select(diagnostic => texts.Line(diagnostic.Line, diagnostic.Message))];
            string[] look = ["headless-peers config"];
            var code = CodeOf(group.Key);
            switch (group.Key)
            {
                case ConfigurationDiagnosticKind.NoFile:
                    findings.Add(code, severity, FindingConfidence.Certain, texts.NoConfiguration(configuration.Path ?? "resolv.conf"), evidence, look);
                    break;
                case ConfigurationDiagnosticKind.NoNameServer when !configuration.Diagnostics.Any(other => other.Kind == ConfigurationDiagnosticKind.NoFile):
                    findings.Add(code, FindingSeverity.Error, FindingConfidence.Certain, texts.NoNameServer(null), evidence, look);
                    break;
                case ConfigurationDiagnosticKind.NoNameServer:
                    break;
                case ConfigurationDiagnosticKind.TooManyServers:
                    findings.Add(code, FindingSeverity.Warning, FindingConfidence.Certain, texts.TooManyServers(), evidence, look);
                    break;
                case ConfigurationDiagnosticKind.NotAnAddress:
                    findings.Add(code, severity, FindingConfidence.Certain, texts.NotAnAddress(), evidence, look);
                    break;
                default:
                    findings.Add(code, FindingSeverity.Info, FindingConfidence.Certain, texts.LineIgnored(evidence.Length), evidence, look);
                    break;
            }
        }
    }

    // Only where nothing was found: outside a cluster, and for fully qualified names, no list is right. Docker's server is in no pod.
    private static void Search(FindingList findings, LookupExplanation explanation)
    {
        var plan = explanation.Plan;
        if (explanation.Outcome == LookupOutcome.Found || plan.ClusterZone is not null || plan.ServiceName.EndsWith('.') || plan.Configuration.NameServers.IsEmpty || plan.Configuration.IsDocker || (explanation.Outcome == LookupOutcome.Unknown && plan.ServiceName.Contains('.', StringComparison.Ordinal)))
        {
            return;
        }

        var hasList = !plan.Configuration.Search.IsEmpty;
        findings.Add(
            FindingCatalogue.NoSearchList,
            FindingSeverity.Warning,
            FindingConfidence.Likely,
            findings.Texts.NoSearchList(plan.ServiceName, hasList),
            hasList ? [$"search {string.Join(' ', plan.Configuration.Search)}"] : plan.Candidates,
            [$"headless-peers expand {plan.ServiceName}"]);
    }

    private static void AbsoluteFirst(FindingList findings, LookupExplanation explanation)
    {
        var plan = explanation.Plan;
        if (plan.Candidates is not [var first, _, ..] || plan.ServiceName.EndsWith('.') || !Same(first, plan.ServiceName + '.') || Same(first, explanation.Name) || IsUnder(first, plan.ClusterZones))
        {
            return;
        }

        findings.Add(
            FindingCatalogue.AbsoluteFirst,
            FindingSeverity.Warning,
            FindingConfidence.Certain,
            findings.Texts.AbsoluteFirst(plan.ServiceName, plan.Configuration.Ndots),
            plan.Candidates,
            [$"headless-peers expand {plan.ServiceName}"]);
    }

    /// <summary>Whether a fully qualified name lies at or below one of the zones.</summary>
    public static bool IsUnder(string name, IEnumerable<string> zones) =>
        zones.Any(zone => ClusterZone.Contains(zone, name.AsSpan().TrimEnd('.')));

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    // 169.254.20.10 is what NodeLocal DNSCache listens on; 169.254.169.x are the resolvers of clouds.
    private static bool IsNodeLocal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        && address.GetAddressBytes() is [169, 254, not 169, _];
}
