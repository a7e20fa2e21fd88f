namespace HeadlessDiscovery.Diagnosis;

/// <content>HP1xx.</content>
internal partial class FindingTexts
{
    public virtual FindingText NoConfiguration(string path) => new(
        $"the resolver configuration {path} cannot be read",
        "It lists the name servers and the search domains. Without it, only the values set in the options are known.",
        "Mount the file, or set NameServers and SearchDomains: --server 10.96.0.10 and a fully qualified name");

    public virtual FindingText NoNameServer(Consequence? consequence) => new(
        "no name server is configured",
        $"There is no name server to query, and none is assumed. In a pod this is dnsPolicy: None without dnsConfig.nameservers.{(consequence is { } left ? $" {Then(left)}" : string.Empty)}",
        "dnsPolicy: ClusterFirst   # outside a pod: a line 'nameserver ADDRESS', or NameServers (--server)");

    public virtual FindingText NoSearchList(string service, bool hasList) => new(
        hasList ? "the search list has no domain of a cluster" : "there is no search list",
        $"So '{service}' cannot be completed to <service>.<namespace>.svc.<zone>. A pod has no such list with dnsPolicy: Default or None, or with hostNetwork; a machine outside the cluster has none at all.",
        $"Write the full name with its trailing dot: {service}.NAMESPACE.svc.cluster.local.\ndnsPolicy: ClusterFirst   # in a pod; with hostNetwork: ClusterFirstWithHostNet");

    public virtual FindingText TooManyServers() => new(
        "more than 3 name servers are listed; only the first 3 are queried",
        "resolv.conf(5) allows three. A cluster server further down is never queried.",
        "Keep at most 3 'nameserver' lines, those of the cluster first");

    public virtual FindingText AbsoluteFirst(string name, int ndots) => new(
        Say($"'{name}' is first queried as an absolute name, because ndots is {ndots}"),
        "The search domains come after it: the lookup is slower, and a wildcard outside the cluster may answer.",
        "options ndots:5   # or a fully qualified name, with its trailing dot");

    public virtual FindingText LineIgnored(int count) => new(
        Say($"{count} {(count == 1 ? "thing" : "things")} in the resolver configuration {(count == 1 ? "is" : "are")} not used as written"),
        "Invalid lines and options are ignored; the rest applies.",
        "Correct the listed lines");

    public virtual FindingText NotAnAddress() => new(
        "a name server is not an address",
        "A name server is one IP address without a port; anything else is never queried.",
        "nameserver 10.96.0.10");

    public virtual FindingText NodeLocalCache(string server) => new(
        $"{server} is a cache on this node",
        "Its answers may be older than those of the cluster's name server, by the TTL of the record, usually 5 to 30 s.");

    public virtual string Line(int line, string message) => line > 0 ? Say($"line {line}: {message}") : message;
}
