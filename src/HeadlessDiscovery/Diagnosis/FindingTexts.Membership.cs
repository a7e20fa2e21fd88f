namespace HeadlessDiscovery.Diagnosis;

/// <content>HP3xx.</content>
internal partial class FindingTexts
{
    public virtual FindingText SelfAbsent(AbsenceCause cause, string? services, bool isCluster) => new(
        isCluster ? "DNS does not list this pod" : "DNS does not list this process",
        (cause, isCluster) switch
        {
            (AbsenceCause.NotReady, _) => "The EndpointSlices list this pod as not Ready, and the Service only publishes Ready pods.",
            (AbsenceCause.NotSelected, _) => "The EndpointSlices do not list this pod: it lacks the labels that the Service selects, or the Service is the wrong one.",
            (AbsenceCause.OtherService, _) => $"According to the PTR records of its address, this pod belongs to {services}.",
            (AbsenceCause.NoVariable, true) => "POD_IP is not set, so the addresses of the interfaces were compared, and DNS may list this pod under another one. Or this pod is not Ready, or the service name is wrong.",
            (AbsenceCause.NoVariable, false) => "The addresses of the interfaces were compared; others may reach this process at another address, or the service name is wrong.",
            (_, true) => "This pod is not Ready and the Service has no publishNotReadyAddresses, the service name is wrong, or the pod uses hostNetwork.",
            _ => "The service name is wrong, or others reach this process at another address.",
        } + " For a process that only calls the service, set Membership = Client (--client).",
        (cause, isCluster) switch
        {
            (AbsenceCause.NotSelected, _) => "Give the pod the labels of Service.spec.selector, or correct ServiceName",
            (AbsenceCause.OtherService, _) => $"ServiceName = \"{services}\"",
            (AbsenceCause.NoVariable, true) => PodVariables,
            (_, true) => BeforeReady,
            _ => "SelfAddresses = the address at which others reach this process (--self)",
        });

    public virtual FindingText SelfUnknown(bool isCluster) => new(
        "no address of this process is known",
        "POD_IP is not set, and the interfaces cannot be listed or have no address that others could reach. Without it, this process is listed among its own peers.",
        isCluster ? PodVariables : "SelfAddresses = the address at which others reach this process (--self)");

    public virtual FindingText SelfVariable(string variable, string value, OwnVariableFault fault) => new(
        $"{variable} is {value}, which is not an address",
        fault switch
        {
            OwnVariableFault.Unexpanded => "Kubernetes does not replace $(NAME) unless that variable is defined before it in the same container. The value is ignored.",
            OwnVariableFault.Cidr => "It is a network. Use only the address, without '/' and the prefix length. The value is ignored.",
            OwnVariableFault.Quoted => "The quotes are part of the value. Use only the address. The value is ignored.",
            OwnVariableFault.Several => "It contains several addresses. POD_IP holds one address, POD_IPS several, separated by commas. The value is ignored.",
            _ => "Use an IPv4 or IPv6 address. The value is ignored.",
        },
        PodVariables);

    public virtual string OwnAddresses(string addresses, string source) => $"own: {addresses} (from {source})";

    public virtual string Reverse(string address, string names) => $"PTR {address} -> {(names.Length == 0 ? "no name" : names)}";

    public virtual string AbsentFor(TimeSpan time) => Say($"for {time.TotalSeconds:0} s");

    public virtual FindingText ClusterIp(string name, bool isCluster) => isCluster
        ? new(
            $"{name} is a ClusterIP Service, not headless",
            "Its only address leads to one pod at a time, so the pods cannot be discovered.",
            "clusterIP: None   # in Service.spec of a new Service; the field cannot be changed")
        : new(
            $"{name} has the address of a load balancer, not those of its instances",
            "Its SRV record leads back to the name itself, and its only address leads to one instance at a time.",
            "ServiceName = a name that lists each instance");

    public virtual FindingText ExternalName(string name, string? target, bool leadsNowhere, bool isCluster) => new(
        (target, isCluster) switch
        {
            (null, true) => $"{name} is an ExternalName Service",
            (null, false) => $"{name} is an alias",
            (_, true) => $"{name} is an alias of {target}: an ExternalName Service",
            _ => $"{name} is an alias of {target}",
        } + (leadsNowhere ? ", which has no addresses" : target is not null && !isCluster ? " and has no records of its own" : string.Empty),
        leadsNowhere ? "The other name does not exist or has no addresses, so no peer can be found."
            : isCluster ? "Its addresses are those of another name, not of pods that a selector finds." : "Its addresses are those of another name, which may be anything.",
        isCluster ? "clusterIP: None   # in Service.spec, with a selector, instead of type: ExternalName"
            : target is null ? "ServiceName = the name that the alias leads to" : $"ServiceName = \"{target}\"   # if its addresses are the peers");

    public virtual FindingText Fewer(int seen, int expected, bool isCompared, bool isCluster) => new(
        isCompared
            ? Say($"{seen} of {expected} expected peers, and the EndpointSlices do not list the others either")
            : Say($"{seen} of {expected} expected peers, and DNS does not show why"),
        isCompared
            ? "A pod is in an EndpointSlice once it has an address and the labels that the Service selects. The others do not exist yet, have other labels, or were never requested."
            : isCluster
                ? "Pods that are not Ready have no record. Only StatefulSet pods have names in DNS, so DNS alone cannot show which pods of a Deployment are missing. The EndpointSlices can."
                : "An instance that is not running, or fails its health check, has no record.",
        Say($"--expect {seen}   # if these are all: replicas without this {(isCluster ? "pod" : "process")}"));

    public virtual string Seen(int seen, int expected) => Say($"seen {seen}, expected {expected}");

    public virtual FindingText SharedAddresses(int pods, int addresses, bool isCluster) => new(
        Say($"{pods} {(isCluster ? "pods" : "names")} share {addresses} {(addresses == 1 ? "address" : "addresses")}{(isCluster ? ": hostNetwork" : string.Empty)}"),
        isCluster
            ? "Pods with hostNetwork have the address of their node. Two of them on one node count as one peer, unless their ports differ and SRV records are queried."
            : "Two names with one address count as one peer, unless their ports differ and SRV records are queried.",
        isCluster ? "hostNetwork: false   # or --srv NAME (PortName), with a different port for each pod" : "--srv NAME (PortName), with a different port for each");

    public virtual FindingText OtherFamily(string family, int count) => new(
        Say($"{count} {family} {(count == 1 ? "address exists" : "addresses exist")}, but {family} was not queried"),
        "By default one family is queried, that of this pod's first address.",
        "--family both   # Family = PeerFamily.Both");

    public virtual FindingText SelfLost(bool isCluster) => new(
        isCluster ? "DNS no longer lists this pod" : "DNS no longer lists this process",
        isCluster
            ? "This pod is terminating or no longer Ready: the others no longer see it, but it still sees them."
            : "It was removed, or fails its health check: the others no longer see it, but it still sees them.",
        isCluster ? BeforeReady : "Check the registration of this process with the name server");

    public virtual FindingText PortRefused(string peers, int count) => new(
        Say($"{peers} {(count == 1 ? "refuses" : "refuse")} the port"),
        "The peer is running, but nothing listens on the port: it uses another port, listens only on localhost, or is still starting.",
        "Listen on 0.0.0.0 and [::], on this port");

    public virtual FindingText PortSilent(string peers, int count, bool isCluster) => new(
        Say($"{peers} {(count == 1 ? "does" : "do")} not answer on the port"),
        isCluster ? "A NetworkPolicy drops the packets, or the pod has left and DNS still lists it." : "A firewall drops the packets, or the peer has left and DNS still lists it.",
        isCluster ? "Allow ingress to the port from pods of the same Service in every NetworkPolicy" : "Allow the port in the firewall between the peers");

    public virtual string Tried(string peer, bool isRefused, TimeSpan duration) => Say($"{peer}: {(isRefused ? "refused" : "no connection")} after {duration.TotalMilliseconds:0.0} ms");

    public virtual FindingText NotInDns(string pods, int count, bool anyReady) => new(
        Say($"{pods} {(count == 1 ? "is" : "are")} in the EndpointSlices, but not in DNS"),
        anyReady
            ? "A Ready pod is in DNS once the name server has seen the change and older answers have expired, usually after 5 to 30 s."
            : $"The Service only publishes Ready pods, and {(count == 1 ? "this one is" : "these are")} not Ready.",
        anyReady ? "Query again after the TTL: --wait" : BeforeReady);

    public virtual FindingText NotInSlices(string addresses, int count) => new(
        Say($"{addresses} {(count == 1 ? "is" : "are")} in DNS, but in no EndpointSlice"),
        "A pod that has left remains in DNS until older answers expire. Or the slices belong to another Service, or are from another time.",
        "Query again after the TTL: --wait");

    public virtual string Unlisted(string address) => $"{address}: in DNS, in no EndpointSlice";

    public virtual string Endpoint(string pod, string address, bool isReady, bool isTerminating, bool isInDns) =>
        $"{pod} {address}: {(isReady ? "ready" : "not ready")}{(isTerminating ? ", terminating" : string.Empty)}, {(isInDns ? "in DNS" : "not in DNS")}";

    public virtual FindingText OrdinalGap(string pods, int count) => new(
        Say($"{pods} {(count == 1 ? "has" : "have")} no DNS record of {(count == 1 ? "its" : "their")} own"),
        $"A StatefulSet numbers its pods without gaps, and the Service publishes only Ready pods: {(count == 1 ? "this one is" : "these are")} most likely not Ready yet.",
        BeforeReady);

    public virtual FindingText SwarmVirtualAddress(string name, string tasks) => new(
        $"{name} is the virtual address of a Swarm service; use {tasks}",
        "Swarm resolves the name of a service to one address, which leads to one task at a time and is the same on every replica. The tasks have the other name.",
        $"ServiceName = \"{tasks}\"   # or endpoint_mode: dnsrr on the service");

    public virtual FindingText OneOfOwnAddresses(string named, string others, bool isCluster) => new(
        $"the answer lists only {named}, one of several addresses of this machine",
        $"It may be a virtual address that every replica has (a Swarm service, keepalived, IPVS), so it does not prove that this process is alone. Others of the same family: {others}.",
        isCluster ? PodVariables : "SelfAddresses = the address at which others reach this process (--self); for a Swarm service use tasks.NAME");

    public virtual FindingText PodName(string name, string service) => new(
        $"{name} is the name of one pod, not of a Service",
        "A pod of a headless Service has its own name, which lists only this pod. The name of the Service lists all pods.",
        $"ServiceName = \"{service}\"");

    public virtual string OrdinalsSeen(string pods) => $"with a record: {pods}";
}
