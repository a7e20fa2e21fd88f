namespace HeadlessDiscovery.Diagnosis;

/// <content>HP2xx.</content>
internal partial class FindingTexts
{
    public virtual FindingText NoAnswer(LookupReason reason, Consequence consequence, bool isCluster) => new(
        reason switch
        {
            LookupReason.Network => "no name server can be reached (network)",
            LookupReason.Deadline => "no name server answered before the lookup had to end (deadline)",
            _ => "no name server answered in time (timeout)",
        },
        $"{(isCluster ? "CoreDNS is down, its address is wrong, or a NetworkPolicy stops port 53, UDP and TCP." : "The name server is down, its address is wrong, or a firewall stops port 53, UDP and TCP. Docker's own server does not answer for a name that it does not know if it has no upstream server.")} {Then(consequence)}",
        isCluster ? "Allow egress to port 53, UDP and TCP, in every NetworkPolicy of this pod" : "Check that the name exists, and that the name server can be reached on port 53, UDP and TCP");

    public virtual FindingText ServerSilent(string server) => new(
        $"the name server {server} does not answer",
        "Each lookup may wait for it first, and the next failure may leave no server.",
        "Restore the server, or remove it from the configuration");

    public virtual FindingText PortRefusedByServer(string servers, int count, Consequence consequence, bool isCluster) => new(
        Say($"{servers} {(count == 1 ? "refuses" : "refuse")} the connection (network)"),
        $"The machine answers, but no name server listens on the port. {(isCluster ? "CoreDNS is not running, kube-proxy has no endpoint for it, or the address is not that of the cluster's name server." : "The name server is not running, or the address or port is wrong.")} {Then(consequence)}",
        isCluster ? "kubectl -n kube-system get service,endpointslices -l k8s-app=kube-dns   # compare with the nameserver line" : "Start the name server, or correct its address: nameserver in resolv.conf, NameServers (--server)");

    public virtual FindingText ServerFailed(string code, Consequence consequence, bool isCluster) => new(
        $"the name server failed ({code})",
        $"{(!code.Contains("SERVFAIL", StringComparison.Ordinal) ? "It does not understand the query, or does not support it." : isCluster ? "CoreDNS returns SERVFAIL when it cannot reach the Kubernetes API or its upstream." : "A name server returns SERVFAIL when it cannot reach the server behind it, or cannot load the zone.")} {Then(consequence)}",
        isCluster ? $"{CoreDnsLogs}   # fix what it reports; the application needs no change" : "Read the log of the name server, and fix what it reports; the application needs no change");

    public virtual FindingText FailedSometimes(string server, string code, int failed, int total, bool isCluster) => new(
        code switch
        {
            "timeout" => Say($"{failed} of {total} queries to {server} were not answered"),
            "network" => Say($"{failed} of {total} queries to {server} failed in the network"),
            _ => Say($"{failed} of {total} answers of {server} were {code.ToUpperInvariant()}"),
        },
        code is "timeout" or "network"
            ? "Packets are lost, or one of the servers behind this address is down. A lookup repeats such a query, and keeps the last known peers if every attempt fails."
            : "One of the replicas behind this address fails, or all of them fail occasionally. A lookup repeats such a query, and keeps the last known peers if every attempt fails.",
        code is "timeout" or "network"
            ? (isCluster ? $"{SampleFindings.LookAtReplicas}   # is a replica not Ready, or on a broken node?" : "Restore the server, or remove it from the configuration")
            : (isCluster ? $"{CoreDnsLogs} --prefix   # which replica reports errors?" : "Read the log of the name server, and fix what it reports"));

    public virtual FindingText Refused(string code, Consequence consequence, bool isCluster) => new(
        $"the name server refuses queries for this name ({code})",
        $"It does not serve this zone, or does not serve this client{(isCluster ? ": it is not the cluster's name server" : string.Empty)}. {Then(consequence)}",
        isCluster ? "dnsPolicy: ClusterFirst   # or the cluster's server: --server 10.96.0.10" : "List a name server that serves the zone of this name: nameserver in resolv.conf, NameServers (--server)");

    public virtual FindingText RefusedByResolved(string server, string zone, Consequence consequence) => new(
        "systemd-resolved refuses names below .local (REFUSED)",
        $"{server} is systemd-resolved. It leaves .local to multicast DNS and refuses such names immediately, unless a link has a routing domain for them. {Then(consequence)}",
        $"resolvectl domain LINK '~{zone}'   # LINK: the interface whose name server knows the cluster, as 'resolvectl status' lists it");

    public virtual FindingText NoSuchName(int candidates, string? similar, bool isCluster) => new(
        candidates switch
        {
            0 => "the name does not exist (NXDOMAIN)",
            1 => "the name does not exist: NXDOMAIN from the only candidate",
            _ => Say($"the name does not exist: NXDOMAIN from all {candidates} candidates"),
        },
        (isCluster
            ? "The Service does not exist, is in another namespace, or has no Ready pod: a headless Service without a Ready pod does not exist in DNS."
            : "The service does not exist, or none of its containers or machines is running: the name server has no record of the name.") + Similar(similar),
        similar is not null ? $"ServiceName = \"{similar}\"" : isCluster ? BeforeReady : "Check the name, and that the service runs");

    public virtual FindingText NoReadyPod(string service, bool hasReadyPods) => new(
        hasReadyPods ? $"the Service {service} exists and has ready pods, but its name does not (NXDOMAIN)" : $"the Service {service} exists, but none of its pods is Ready (NXDOMAIN)",
        hasReadyPods
            ? "The EndpointSlices list ready pods. The name server has not seen them yet, or the Service is in another namespace than the name."
            : "The EndpointSlices prove that the Service exists. A headless Service without a ready pod has no name in DNS.",
        hasReadyPods ? "Compare the namespace of the EndpointSlices with the name, then resolve again after the TTL: --wait" : BeforeReady);

    public virtual FindingText OnlyNamespace(string service, string name, string? similar) => new(
        $"there is no Service '{service}'; {name} exists, but is a namespace",
        $"A namespace has a name without addresses. The Service does not exist in the namespaces that were queried, or none of its pods is Ready.{Similar(similar)}",
        similar is not null ? $"ServiceName = \"{similar}\"" : BeforeReady);

    public virtual FindingText NoAddress(string? name, bool isCluster) => new(
        name is null ? "the name exists, but it has no address" : $"{name} exists, but it has no address",
        isCluster
            ? "Its pods are not Ready, its selector matches none, or they only have addresses of the other family."
            : "None of its containers or machines is running, or they only have addresses of the other family.",
        isCluster ? BeforeReady : "Check that the service runs, or query both families: --family both   # Family = PeerFamily.Both");

    public virtual FindingText NoSuchPort(string name, string port, bool isCluster) => new(
        $"{name} has addresses, but no port {port}",
        isCluster ? "SRV records exist only for named ports of the Service." : "The name has no SRV record for such a port.",
        isCluster ? "Name the port in Service.spec.ports, or query without SRV: --port N (Port instead of PortName)" : "Query without SRV: --port N (Port instead of PortName)");

    public virtual FindingText Truncated(Consequence consequence, bool isSrv) => new(
        "the answer is truncated, even over TCP",
        $"One answer holds 64 KiB: about 4,000 IPv4 addresses, fewer SRV records. So no client can read all peers. {Then(consequence)}",
        isSrv ? "Query addresses instead of SRV records, or split the Service" : "Split the Service");

    public virtual FindingText TcpFailed(Consequence consequence, bool isCluster) => new(
        "the answer was truncated over UDP, and TCP failed",
        $"An answer with more than about 70 pods needs TCP. {(isCluster ? "A NetworkPolicy or a firewall" : "A firewall")} allows only UDP. {Then(consequence)}",
        "Allow egress to port 53 over TCP as well as UDP");

    public virtual FindingText Disagree(int smallest, int largest, bool? agreeLater, bool isCluster) => new(
        smallest == largest ? "the answers disagreed" : Say($"the answers disagreed: from {smallest} to {largest} addresses"),
        agreeLater switch
        {
            true => "Queried again after the TTL, they agreed: one of them was an older copy. A peer is removed only after several answers lacked it.",
            false => "Queried again after the TTL, they still disagreed: a replica of the name server is behind, or pods are joining and leaving right now.",
            _ => "A cache or a replica of the name server is behind, or a pod has just joined or left. A second query after the TTL distinguishes a short delay from a lasting fault: --wait.",
        },
        agreeLater is true ? null : isCluster ? "Restart the CoreDNS replica that is behind, if they still disagree a minute later" : "Restart the name server or the cache that is behind, if they still disagree a minute later");

    public virtual FindingText FewerThanServiceRecords(int addresses, int named) => new(
        Say($"the address records list {addresses} {(addresses == 1 ? "address" : "addresses")}, the SRV records of the same name {named}"),
        "Both come from the same pods. A server in between passes on only part of an answer, or lost a truncated one (smartdns does both), or a cache keeps one of the two longer.",
        "Query the cluster's name server directly, and compare: --server 10.96.0.10");

    public virtual string ByServiceRecords(int count, string addresses) => Say($"SRV: {count} ({addresses})");

    public virtual FindingText DisagreeForLong(string name, bool isCluster) => new(
        $"the answers for {name} have disagreed for minutes",
        "Peers are repeatedly missing from some answers and listed in others: a replica of the name server, or a cache, is behind. Until this ends, a removal needs more answers, so that no peer is lost.",
        isCluster ? "Restart the CoreDNS replica that is behind" : "Restart the name server or the cache that is behind");

    public virtual FindingText KnowsNobody(string server, bool? agreeLater, bool isCluster) => new(
        $"the answers disagreed: {server} has no record of this name",
        agreeLater is false
            ? "After the TTL it still has none. Most likely it does not serve the zone of this name: it cannot replace the others, and if it is queried first, no peer is found."
            : "It does not serve the zone of this name and cannot replace the others, or its answer is an older copy. A second query after the TTL distinguishes the two: --wait.",
        isCluster ? "List only name servers that know the cluster's zone" : "List only name servers that know the zone of this name");

    public virtual FindingText Foreign(string name, string zone) => new(
        $"{name} answered, which is outside the cluster's zone {zone}",
        "A wildcard in a domain of the node answers for any name; its addresses are most likely not pods.",
        "RequireClusterSuffix = true   # leave out --all-suffixes");

    public virtual FindingText LeftOutAlias(string name, string target) => new(
        $"{name} is an alias of {target}, outside the cluster domain: its addresses are not counted",
        "CoreDNS with autopath returns this while no pod of the Service is Ready: it continues with the node's domains, where a wildcard may answer. An ExternalName Service looks the same.",
        $"Only if {target} is meant: write it as the service name, with its trailing dot (or RequireClusterSuffix = false)");

    public virtual FindingText Dropped(string? addresses) => new(
        addresses is null ? "an answer that does not match its query was dropped" : $"addresses that no peer can have were skipped: {addresses}",
        "Loopback, link-local, multicast and unspecified addresses do not lead to a peer; an answer must match the id, question and server of its query.",
        "Find out which server answers for this name; a peer must have an address of its own");

    public virtual FindingText Unproven(string name, bool isCluster) => new(
        $"there is no proof that {name} has no addresses",
        "The negative answer has no SOA record (RFC 2308). A server or a cache in between may have lost the records: smartdns returns this if an answer was truncated, and Docker's own server does for each family that it does not have.",
        isCluster ? "Query the cluster's name server directly, and compare" : "Query the name server of the zone directly, and compare");

    public virtual FindingText ZoneLost(string zone) => new(
        $"the name server does not have the zone {zone}",
        $"It denies the names of the zone with the SOA record of a zone above it, and even kubernetes.default.svc.{zone}, which exists in every cluster. A forwarder that falls back to a public resolver does this while CoreDNS is down. The peers are kept.",
        $"Forward {zone} to the cluster's name server only, without a public resolver as a fallback");

    public virtual FindingText Unverified(string code, Consequence consequence, bool isCluster) => new(
        $"an answer cannot be trusted ({code})",
        $"It cannot be read, does not match its query, or is a negative answer from a server that does not know the name. {Then(consequence)}",
        isCluster ? "List only name servers that know the cluster's zone" : "List only name servers that know the zone of this name");

    public virtual FindingText TtlZero(bool isCluster) => new(
        "the records have a TTL of 0 s",
        "No cache may keep them, so every pod sends its own queries. Or a cache serves expired answers (serve_stale) with a TTL of 0, and the list may be as old as that cache allows.",
        isCluster ? "kubernetes cluster.local { ttl 5 }   # in the Corefile; also check for serve_stale" : "Set a TTL of 5 s on the name server, or raise MinRefreshInterval; check for a cache that serves expired answers");

    public virtual FindingText TtlLong(TimeSpan ttl, bool isCluster) => new(
        Say($"the records have a TTL of {ttl.TotalSeconds:0.###} s"),
        "For that long, a cache may list a pod that has left, or lack a new one. This library queries at least every 30 s, but cannot bypass a cache.",
        isCluster ? "kubernetes cluster.local { ttl 5 }   # in the Corefile" : "Set a TTL of 5 s on the name server");

    public virtual FindingText FamilyFailed(Consequence consequence) => new(
        "one address family was answered, the other was not",
        $"Peers of the answered family join and leave; those of the other one are kept. {Then(consequence)}",
        "--family v4   # Family, if the pods only have one");

    public virtual FindingText SecondOpinion(string server, bool isSteady) => isSteady
        ? new(
            "two implementations read one answer differently",
            $"This library and DnsClient each resolved the name at {server} four times, each with the same result every time. One of them is wrong.",
            "Report it with this evidence and a packet capture of port 53")
        : new(
            "answers differ from one query to the next",
            $"{server} returned other addresses a moment later. Pods are joining or leaving right now, or the replicas or caches behind it disagree.",
            null);

    public virtual FindingText SerialsApart(string zone, TimeSpan behind, bool disagree) => new(
        Say($"the serials of the zone {zone} are {behind.TotalSeconds:0} s apart"),
        $"The serial of a CoreDNS replica is the time of the last change that it saw, or of its own start. {(disagree ? "As the answers disagree too, a replica most likely no longer follows changes." : "This happens if a replica no longer follows changes, but also if one started after the last change.")}",
        disagree ? "Restart the CoreDNS replica with the lowest serial" : null);

    public virtual string SerialsOf(string server, IReadOnlyList<string> serials, IReadOnlyList<string> hostNames) =>
        Say($"{server}: {(serials.Count == 1 ? "serial" : "serials")} {string.Join(", ", serials)}{(hostNames.Count == 0 ? string.Empty : $" (answered by {Names(hostNames)})")}");

    public virtual string Tries(string server, string type, string result, int count) => Say($"{server} {type}: {result}{(count > 1 ? $", {count} times" : string.Empty)}");

    public virtual string HasTtl(string name, string type, string server, TimeSpan ttl) => Say($"{name} {server} {type}: TTL {ttl.TotalSeconds:0.###} s");

    public virtual string LeftOut(string name) => $"{name}: not queried, outside the cluster domain";

    public virtual string NotQueried(string names, int count) =>
        $"No query was sent for {names}, outside the cluster domain. If {(count == 1 ? "it is" : "one of them is")} meant, write it with its trailing dot, or set RequireClusterSuffix = false (--all-suffixes).";

    public virtual string Said(string server, int count, string addresses) => Say($"{server}: {count} ({addresses})");

    public virtual string SaidLater(string server, int count) => Say($"{server}: {count} after the TTL");
}
