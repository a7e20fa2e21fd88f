using System.Globalization;

namespace HeadlessDiscovery.Diagnosis;

internal sealed class EnglishFindings : FindingTexts
{
    private const string BeforeReady = $"only if peers must meet before they are Ready, in Service.spec:\n  {PublishNotReady}";

    public override string Page => "docs/doctor.md";

    public override string And(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    public override FindingText NoConfiguration(string path) => new(
        $"the resolver configuration {path} cannot be read",
        "It names the name servers and the search list. Without it only what the options set is known.",
        "Mount the file, or set NameServers and SearchDomains: --server 10.96.0.10 and a rooted name");

    public override FindingText NoNameServer() => new(
        "no name server is configured",
        "Nobody can be asked, and no server is invented. In a pod this is dnsPolicy: None without dnsConfig.nameservers.",
        "dnsPolicy: ClusterFirst");

    public override FindingText NoSearchList(string service, bool hasList) => new(
        hasList ? "the search list has no domain of a cluster" : "there is no search list",
        $"So '{service}' cannot be completed to <service>.<namespace>.svc.<zone>. A pod has no such list with dnsPolicy: Default or None, or with hostNetwork; a machine outside the cluster has none at all.",
        "dnsPolicy: ClusterFirst   # with hostNetwork: ClusterFirstWithHostNet");

    public override FindingText TooManyServers() => new(
        "more than 3 name servers are listed; only the first 3 are asked",
        "resolv.conf(5) takes three. A cluster server further down is never asked.",
        "Keep at most 3 'nameserver' lines, those of the cluster first");

    public override FindingText AbsoluteFirst(string name, int ndots) => new(
        Say($"'{name}' is asked as it is first, because ndots is {ndots}"),
        "The question leaves the cluster before a search domain is tried: slower, and a wildcard outside may answer.",
        "options ndots:5   # or a rooted name, with its final dot");

    public override FindingText LineIgnored(int count) => new(
        Say($"{count} {(count == 1 ? "thing" : "things")} in the resolver configuration {(count == 1 ? "is" : "are")} not used as written"),
        "What cannot be used is ignored; the rest counts.",
        "Correct the lines that are named");

    public override FindingText NotAnAddress() => new(
        "a name server is not an address",
        "A name server is one IP address without a port; anything else is never asked.",
        "nameserver 10.96.0.10");

    public override FindingText NodeLocalCache(string server) => new(
        $"{server} is a cache on this node",
        "Its answers may be older than those of the cluster's name server, by the TTL of the record: 5 to 30 s as a rule.");

    public override string Line(int line, string message) => line > 0 ? Say($"line {line}: {message}") : message;

    public override FindingText NoAnswer(LookupReason reason, Consequence consequence) => new(
        reason switch
        {
            LookupReason.Network => "no name server can be reached (network)",
            LookupReason.Deadline => "no name server answered before the look-up had to end (deadline)",
            LookupReason.NoServers => "no name server is configured, so nobody was asked",
            _ => "no name server answered in time (timeout)",
        },
        $"CoreDNS is down, its address is wrong, or a NetworkPolicy stops port 53, UDP and TCP. {Then(consequence)}",
        "Allow egress to port 53, UDP and TCP, in every NetworkPolicy of this pod");

    public override FindingText ServerSilent(string server) => new(
        $"the name server {server} did not answer every question",
        "Each look-up may wait for it first, and with fewer servers the next fault leaves none.",
        "Restore the server, or take it out of the configuration");

    public override FindingText ServerFailed(string code, Consequence consequence) => new(
        $"the name server could not answer ({code})",
        $"CoreDNS says so while it cannot reach the Kubernetes API or the server behind it. {Then(consequence)}",
        "Nothing in the application: the last known peers stay until it answers again");

    public override FindingText Refused(string code, Consequence consequence) => new(
        $"the name server does not answer for this name ({code})",
        $"It is not the cluster's name server, or it does not serve this zone. {Then(consequence)}",
        "dnsPolicy: ClusterFirst   # or the cluster's server: --server 10.96.0.10");

    public override FindingText NoSuchName(int candidates) => new(
        candidates switch
        {
            0 => "the name does not exist (NXDOMAIN)",
            1 => "the name does not exist: NXDOMAIN from the only candidate",
            _ => Say($"the name does not exist: NXDOMAIN from all {candidates} candidates"),
        },
        "No such Service, another namespace, or none of its pods is Ready: a headless Service without a ready pod does not exist in DNS.",
        BeforeReady);

    public override FindingText NoAddress(string? name) => new(
        name is null ? "the name exists, but it has no address" : $"{name} exists, but it has no address",
        "Its pods are not Ready, its selector matches none, or they have addresses of the other family only.",
        BeforeReady);

    public override FindingText NoSuchPort(string name, string port) => new(
        $"{name} has addresses, but no port {port}",
        "SRV records exist for the named ports of the Service only.",
        "Name the port in Service.spec.ports, or ask without SRV: --port N (Port in place of PortName)");

    public override FindingText Truncated(Consequence consequence) => new(
        "the answer is truncated, even over TCP",
        $"One answer holds 64 KiB: about 4,000 IPv4 addresses, fewer SRV records. Nobody can read all peers from it. {Then(consequence)}",
        "Ask for addresses in place of SRV records, or split the Service");

    public override FindingText TcpFailed(Consequence consequence) => new(
        "the answer was truncated over UDP, and TCP failed",
        $"From about 70 pods on an answer needs TCP. A NetworkPolicy or a firewall lets only UDP through. {Then(consequence)}",
        "Allow egress to port 53 over TCP as well as UDP");

    public override FindingText Disagree(int smallest, int largest, bool? agreeLater) => new(
        smallest == largest ? "the answers disagreed" : Say($"the answers disagreed: from {smallest} to {largest} addresses"),
        agreeLater switch
        {
            true => "Asked again after the TTL they agreed: one of them was an older copy. A peer is removed only after several answers lacked it.",
            false => "Asked again after the TTL they still disagreed: a replica of the name server is behind, or pods come and go right now.",
            _ => "A cache or a replica of the name server is behind. The second question after the TTL tells a short delay from a lasting fault: --wait.",
        },
        agreeLater is true ? null : "Restart the CoreDNS replica that is behind, if they still disagree a minute later");

    public override FindingText Foreign(string name, string zone) => new(
        $"{name} answered, which is outside the cluster's zone {zone}",
        "A wildcard in a domain of the node answers for any name; its addresses are most likely no pods.",
        "RequireClusterSuffix = true   # leave out --all-suffixes");

    public override FindingText Dropped(string? addresses) => new(
        addresses is null ? "an answer that does not fit its question was dropped" : $"addresses that no peer can have were left out: {addresses}",
        "Loopback, link-local, multicast and unspecified addresses lead to no pod; an answer with another id, question or sender is not one.",
        "Look who answers for this name; a pod must have an address of its own");

    public override FindingText Unverified(string code, Consequence consequence) => new(
        $"an answer came that cannot be believed ({code})",
        $"It cannot be read, does not fit its question, or says no from a server that does not know the name. {Then(consequence)}",
        "List only name servers that know the cluster's zone");

    public override FindingText TtlZero() => new(
        "the records have a TTL of 0 s",
        "Nothing between here and the name server may keep them, so every pod asks for itself.",
        "kubernetes cluster.local { ttl 5 }   # in the Corefile");

    public override FindingText TtlLong(TimeSpan ttl) => new(
        Say($"the records have a TTL of {ttl.TotalSeconds:0.###} s"),
        "A cache may give a gone pod, or lack a new one, for as long. This library asks again after 30 s at most, but cannot ask past a cache.",
        "kubernetes cluster.local { ttl 5 }   # in the Corefile");

    public override FindingText FamilyFailed(Consequence consequence) => new(
        "one address family was answered, the other was not",
        $"Half of a dual-stack answer is not the whole, so nobody is removed by it. {Then(consequence)}",
        "--family v4   # Family, where the pods have one family only");

    public override string Tries(string server, string type, string result, int count) => Say($"{server} {type}: {result}{(count > 1 ? $", {count} times" : string.Empty)}");

    public override string LeftOut(string name) => $"{name}: not asked, outside the cluster";

    public override string Said(string server, int count, string addresses) => Say($"{server}: {count} ({addresses})");

    public override string SaidLater(string server, int count) => Say($"{server}: {count} after the TTL");

    public override FindingText SelfAbsent(bool fromInterfaces) => new(
        "the own address is not in the answer",
        $"This pod is not Ready and the Service has no publishNotReadyAddresses, another Service is named, or it runs with hostNetwork.{(fromInterfaces ? " POD_IP is not set, so the addresses of the interfaces were compared." : string.Empty)} A mere client sets Membership = Client (--client).",
        BeforeReady);

    public override string OwnAddresses(string addresses, string source) => $"own: {addresses} (from {source})";

    public override string AbsentFor(TimeSpan time) => Say($"for {time.TotalSeconds:0} s");

    public override FindingText ClusterIp(string name) => new(
        $"{name} is a ClusterIP service, not headless",
        "Its one address leads to one pod at a time: the other pods cannot be seen.",
        "clusterIP: None   # in Service.spec of a new Service; the field cannot be changed");

    public override FindingText ExternalName(string name, string? target) => new(
        target is null ? $"{name} is an ExternalName service" : $"{name} is an alias of {target}: an ExternalName service",
        "Its addresses are those of another name, not of pods that a selector finds.",
        "clusterIP: None   # in Service.spec, with a selector, in place of type: ExternalName");

    public override FindingText Fewer(int seen, int expected) => new(
        Say($"{seen} of {expected} expected peers, and DNS does not say why"),
        "Pods that are not Ready have no record. Only StatefulSet pods have names in DNS, so that DNS alone cannot name the missing pods of a Deployment. The EndpointSlices can.");

    public override string Seen(int seen, int expected) => Say($"seen {seen}, expected {expected}");

    public override FindingText SharedAddresses(int pods, int addresses) => new(
        Say($"{pods} pods share {addresses} {(addresses == 1 ? "address" : "addresses")}: hostNetwork"),
        "Pods with hostNetwork have the address of their node. Two on one node are one peer here, unless their ports differ and SRV is asked.",
        "hostNetwork: false   # or --srv NAME (PortName), with a port of its own for each pod");

    public override FindingText OtherFamily(string family, int count) => new(
        Say($"{count} {(count == 1 ? "address is" : "addresses are")} there in {family} only, which was not asked"),
        "The family that this pod has itself is asked by default.",
        "--family both   # Family = PeerFamily.Both");

    public override FindingText SelfLost() => new(
        "the own address is no longer in the answer",
        "This pod is terminating, or no longer ready: the others stop seeing it, and it still sees them.",
        BeforeReady);

    public override FindingText PortRefused(string peers, int count) => new(
        Say($"{peers} {(count == 1 ? "refuses" : "refuse")} the port"),
        "The pod is there and nobody listens: another port, a listener on localhost only, or a process that has not started yet.",
        "Listen on 0.0.0.0 and [::], on the port that is asked for");

    public override FindingText PortSilent(string peers, int count) => new(
        Say($"{peers} {(count == 1 ? "does" : "do")} not answer on the port"),
        "A NetworkPolicy drops the packets, or the pod is gone and DNS still lists it.",
        "Allow ingress to the port from pods of the same Service in every NetworkPolicy");

    public override FindingText NotInDns(string pods, int count, bool anyReady) => new(
        Say($"{pods} {(count == 1 ? "is" : "are")} in the EndpointSlices, but not in DNS"),
        anyReady
            ? "A ready pod is in DNS once the name server has seen the change and older answers have expired: 5 to 30 s as a rule."
            : "The Service publishes only Ready pods, and these are not Ready.",
        anyReady ? "Ask again after the TTL: --wait" : BeforeReady);

    public override FindingText NotInSlices(string addresses, int count) => new(
        Say($"{addresses} {(count == 1 ? "is" : "are")} in DNS, but in no EndpointSlice"),
        "A pod that is gone stays in DNS until older answers have expired; or the slices are those of another Service or another moment.",
        "Ask again after the TTL: --wait");

    public override string Endpoint(string pod, string address, bool isReady, bool isTerminating, bool isInDns) =>
        $"{pod} {address}: {(isReady ? "ready" : "not ready")}{(isTerminating ? ", terminating" : string.Empty)}, {(isInDns ? "in DNS" : "not in DNS")}";

    public override FindingText OrdinalGap(string pods, int count) => new(
        Say($"{pods} {(count == 1 ? "has" : "have")} no DNS record of {(count == 1 ? "its" : "their")} own"),
        $"A StatefulSet numbers its pods without gaps, and the Service publishes only Ready pods: {(count == 1 ? "this one is" : "these are")} most likely not Ready yet.",
        BeforeReady);

    public override string OrdinalsSeen(string pods) => $"with a record: {pods}";

    private static string Then(Consequence consequence) => consequence switch
    {
        { Kept: null } => "This says nothing about your peers.",
        { IsKnown: false } => "Nothing is known about the peers yet.",
        { Kept: 1 } => "The last known peer stays.",
        { Kept: 0 } => "It was the last verified answer that there is no other peer.",
        _ => Say($"The {consequence.Kept} last known peers stay."),
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
