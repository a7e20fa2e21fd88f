namespace HeadlessDiscovery.Diagnosis;

/// <content>HP1xx.</content>
internal sealed partial class KoreanFindings
{
    public override FindingText NoConfiguration(string path) => new(
        $"리졸버 설정 파일을 읽을 수 없다: {path}",
        "네임 서버와 검색 목록이 들어 있는 파일이다. 이 파일이 없으면 옵션으로 준 것만 안다.",
        "파일을 마운트하거나 NameServers와 SearchDomains를 정한다: --server 10.96.0.10, 점으로 끝나는 이름");

    public override FindingText NoNameServer(Consequence? consequence) => new(
        "설정된 네임 서버가 없다",
        $"질의할 네임 서버가 없고, 임의로 정하지도 않는다. 파드에서는 dnsPolicy: None에 dnsConfig.nameservers가 없는 경우이다.{(consequence is { } left ? $" {Then(left)}" : string.Empty)}",
        "dnsPolicy: ClusterFirst   # 파드 밖에서는 'nameserver 주소' 줄, 또는 NameServers(--server)");

    public override FindingText NoSearchList(string service, bool hasList) => new(
        hasList ? "검색 목록에 클러스터 도메인이 없다" : "검색 목록이 없다",
        $"그래서 '{service}' 이름을 <service>.<namespace>.svc.<zone>으로 완성할 수 없다. dnsPolicy가 Default나 None이거나 hostNetwork를 쓰는 파드에는 이런 목록이 없다. 클러스터 밖의 머신에는 아예 없다.",
        $"끝에 점을 붙여 전체 이름을 쓴다: {service}.NAMESPACE.svc.cluster.local.\ndnsPolicy: ClusterFirst   # 파드에서. hostNetwork라면 ClusterFirstWithHostNet");

    public override FindingText TooManyServers() => new(
        "네임 서버가 3개를 넘는다. 처음 3개에만 질의한다",
        "resolv.conf(5)는 세 개까지만 받는다. 그 아래에 있는 클러스터 서버에는 질의하지 않는다.",
        "'nameserver' 줄을 3개 이하로 줄이고, 클러스터 서버를 먼저 쓴다");

    public override FindingText AbsoluteFirst(string name, int ndots) => new(
        Say($"ndots가 {ndots}이므로 '{name}'을 그대로 먼저 조회한다"),
        "검색 도메인을 붙이기 전에 질의가 클러스터 밖으로 나간다. 느리고, 밖의 와일드카드가 응답할 수 있다.",
        "options ndots:5   # 또는 점으로 끝나는 이름");

    public override FindingText LineIgnored(int count) => new(
        Say($"리졸버 설정에서 적힌 대로 적용하지 못한 것이 {count}개 있다"),
        "쓸 수 없는 것은 무시하고 나머지는 따른다.",
        "아래에 적힌 줄을 고친다");

    public override FindingText NotAnAddress() => new(
        "네임 서버가 주소가 아니다",
        "네임 서버는 포트 없는 IP 주소 하나이다. 다른 것에는 질의하지 않는다.",
        "nameserver 10.96.0.10");

    public override FindingText NodeLocalCache(string server) => new(
        $"{server}: 이 노드에 있는 캐시이다",
        "클러스터 네임 서버보다 레코드의 TTL만큼, 보통 5초에서 30초까지 오래된 응답을 줄 수 있다.");

    public override string Line(int line, string message) => line > 0 ? Say($"{line}행: {message}") : message;
}
