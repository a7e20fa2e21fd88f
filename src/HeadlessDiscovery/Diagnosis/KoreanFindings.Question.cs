namespace HeadlessDiscovery.Diagnosis;

/// <content>HP2xx.</content>
internal sealed partial class KoreanFindings
{
    public override FindingText NoAnswer(LookupReason reason, Consequence consequence, bool isCluster) => new(
        reason switch
        {
            LookupReason.Network => "닿을 수 있는 네임 서버가 없다(network)",
            LookupReason.Deadline => "조회를 끝내야 할 때까지 응답한 네임 서버가 없다(deadline)",
            _ => "제때 응답한 네임 서버가 없다(timeout)",
        },
        $"{(isCluster ? "CoreDNS가 멈췄거나, 주소가 틀렸거나, NetworkPolicy가 53번 포트(UDP, TCP)를 막고 있다." : "네임 서버가 멈췄거나, 주소가 틀렸거나, 방화벽이 53번 포트(UDP, TCP)를 막고 있다. Docker의 서버는 모르는 이름을 조회할 다른 서버가 없으면 응답하지 않는다.")} {Then(consequence)}",
        isCluster ? "이 파드의 모든 NetworkPolicy에서 53번 포트로 나가는 UDP와 TCP를 허용한다" : "이름이 있는지, 53번 포트(UDP, TCP)로 네임 서버에 닿을 수 있는지 확인한다");

    public override FindingText ServerSilent(string server) => new(
        $"네임 서버 {server}에서 응답이 없다",
        "조회할 때마다 이 서버를 먼저 기다릴 수 있고, 다음 장애에는 남는 서버가 없다.",
        "서버를 되살리거나 설정에서 뺀다");

    public override FindingText PortRefusedByServer(string servers, int count, Consequence consequence, bool isCluster) => new(
        $"{servers}: 연결을 거절했다(network)",
        $"머신은 응답하지만 그 포트에서 듣는 네임 서버가 없다. {(isCluster ? "CoreDNS가 실행 중이 아니거나, kube-proxy에 엔드포인트가 없거나, 클러스터 네임 서버의 주소가 아니다." : "네임 서버가 실행 중이 아니거나, 주소나 포트가 틀렸다.")} {Then(consequence)}",
        isCluster ? "kubectl -n kube-system get service,endpointslices -l k8s-app=kube-dns   # nameserver 줄과 비교한다" : "네임 서버를 시작하거나 주소를 고친다: resolv.conf의 nameserver, NameServers(--server)");

    public override FindingText ServerFailed(string code, Consequence consequence, bool isCluster) => new(
        $"네임 서버가 실패했다({code})",
        $"{(!code.Contains("SERVFAIL", StringComparison.Ordinal) ? "서버가 질의를 이해하지 못하거나 지원하지 않는다." : isCluster ? "CoreDNS는 쿠버네티스 API나 상위 서버에 닿지 못하면 SERVFAIL로 응답한다." : "네임 서버는 뒤의 서버에 닿지 못하거나 존을 읽지 못하면 SERVFAIL로 응답한다.")} {Then(consequence)}",
        isCluster ? $"{CoreDnsLogs}   # 로그에 나온 것을 고친다. 애플리케이션은 바꾸지 않는다" : "네임 서버의 로그를 읽고 거기 나온 것을 고친다. 애플리케이션은 바꾸지 않는다");

    public override FindingText FailedSometimes(string server, string code, int failed, int total, bool isCluster) => new(
        code switch
        {
            "timeout" => Say($"{server}에 보낸 질의 {total}번 중 {failed}번에 응답이 없었다"),
            "network" => Say($"{server}에 보낸 질의 {total}번 중 {failed}번이 네트워크에서 실패했다"),
            _ => Say($"{server}의 응답 {total}번 중 {failed}번이 {code.ToUpperInvariant()}이었다"),
        },
        code is "timeout" or "network"
            ? "패킷을 잃거나, 이 주소 뒤의 서버 하나가 멈춰 있다. 조회는 이런 질의를 되풀이하고, 모두 실패하면 마지막으로 알던 피어를 유지한다."
            : "이 주소 뒤의 복제본 하나가 실패하거나, 모두 가끔 실패한다. 조회는 이런 질의를 되풀이하고, 모두 실패하면 마지막으로 알던 피어를 유지한다.",
        code is "timeout" or "network"
            ? (isCluster ? $"{SampleFindings.LookAtReplicas}   # Ready가 아니거나 장애가 난 노드에 있는 복제본이 있는가?" : "서버를 되살리거나 설정에서 뺀다")
            : (isCluster ? $"{CoreDnsLogs} --prefix   # 어느 복제본에 오류가 있는가?" : "네임 서버의 로그를 읽고 거기 나온 것을 고친다"));

    public override FindingText Refused(string code, Consequence consequence, bool isCluster) => new(
        $"네임 서버가 이 이름의 질의를 거부한다({code})",
        $"이 존을 맡지 않았거나 이 클라이언트를 받지 않는 서버이다{(isCluster ? ". 클러스터의 네임 서버가 아니다" : string.Empty)}. {Then(consequence)}",
        isCluster ? "dnsPolicy: ClusterFirst   # 또는 클러스터 서버를 준다: --server 10.96.0.10" : "이 이름의 존을 맡은 네임 서버를 적는다: resolv.conf의 nameserver, NameServers(--server)");

    public override FindingText RefusedByResolved(string server, string zone, Consequence consequence) => new(
        "systemd-resolved가 .local 이름을 거부한다(REFUSED)",
        $"{server} 서버는 systemd-resolved이다. .local은 멀티캐스트 DNS에 맡기므로, 그 이름의 라우팅 도메인이 있는 링크가 없으면 바로 거부한다. {Then(consequence)}",
        $"resolvectl domain LINK '~{zone}'   # LINK: 클러스터를 아는 네임 서버의 인터페이스. 'resolvectl status'로 본다");

    public override FindingText NoSuchName(int candidates, string? similar, bool isCluster) => new(
        candidates == 0 ? "그런 이름이 없다(NXDOMAIN)" : Say($"그런 이름이 없다: 후보 {candidates}개 모두 NXDOMAIN이다"),
        (isCluster
            ? "서비스가 없거나, 네임스페이스가 다르거나, Ready인 파드가 없다. Ready인 파드가 없는 헤드리스 서비스는 DNS에 존재하지 않는다."
            : "서비스가 없거나, 그 컨테이너나 머신이 하나도 없다. 네임 서버에 이 이름의 레코드가 없다.") + Similar(similar),
        similar is not null ? $"ServiceName = \"{similar}\"" : isCluster ? BeforeReady : "이름이 맞는지, 서비스가 실행 중인지 확인한다");

    public override FindingText NoReadyPod(string service, bool hasReadyPods) => new(
        hasReadyPods ? $"{service} 서비스와 Ready인 파드는 있지만 그런 이름이 없다(NXDOMAIN)" : $"{service} 서비스는 있지만 Ready인 파드가 없다(NXDOMAIN)",
        hasReadyPods
            ? "EndpointSlice에는 Ready인 파드가 있다. 네임 서버가 아직 모르거나, 서비스의 네임스페이스가 이름과 다르다."
            : "EndpointSlice가 있으므로 서비스는 있다. Ready인 파드가 없는 헤드리스 서비스는 DNS에 이름이 없다.",
        hasReadyPods ? "EndpointSlice의 네임스페이스와 이름을 비교하고, TTL 뒤에 다시 조회한다: --wait" : BeforeReady);

    public override FindingText OnlyNamespace(string service, string name, string? similar) => new(
        $"'{service}' 서비스를 찾을 수 없다. {name} 이름은 있지만 네임스페이스이다",
        $"네임스페이스에는 주소 없는 이름이 있다. 질의한 네임스페이스에 그런 서비스가 없거나, Ready인 파드가 없다.{Similar(similar)}",
        similar is not null ? $"ServiceName = \"{similar}\"" : BeforeReady);

    public override FindingText NoAddress(string? name, bool isCluster) => new(
        name is null ? "이름은 있지만 주소가 없다" : $"{name}: 이름은 있지만 주소가 없다",
        isCluster
            ? "파드가 Ready가 아니거나, 셀렉터에 맞는 파드가 없거나, 다른 주소 체계의 주소만 있다."
            : "그 컨테이너나 머신이 하나도 없거나, 다른 주소 체계의 주소만 있다.",
        isCluster ? BeforeReady : "서비스가 실행 중인지 확인하거나 다른 주소 체계도 조회한다: --family both   # Family = PeerFamily.Both");

    public override FindingText NoSuchPort(string name, string port, bool isCluster) => new(
        $"{name}: 주소는 있지만 포트 {port} 항목이 없다",
        isCluster ? "SRV 레코드는 서비스에서 이름을 붙인 포트에만 있다." : "이 이름에는 그런 포트의 SRV 레코드가 없다.",
        isCluster ? "Service.spec.ports에 포트 이름을 붙이거나, SRV 없이 질의한다: --port N (PortName 대신 Port)" : "SRV 없이 질의한다: --port N (PortName 대신 Port)");

    public override FindingText Truncated(Consequence consequence, bool isSrv) => new(
        "TCP에서도 응답이 잘렸다",
        $"응답 하나는 64 KiB까지이다. IPv4 주소는 약 4,000개, SRV 레코드는 그보다 적다. 그래서 모든 피어를 읽을 수 없다. {Then(consequence)}",
        isSrv ? "SRV 대신 주소를 조회하거나 서비스를 나눈다" : "서비스를 나눈다");

    public override FindingText TcpFailed(Consequence consequence, bool isCluster) => new(
        "UDP에서 응답이 잘렸고, TCP는 실패했다",
        $"파드가 70개쯤 되면 응답에 TCP가 필요하다. {(isCluster ? "NetworkPolicy나 방화벽이" : "방화벽이")} UDP만 통과시키고 있다. {Then(consequence)}",
        "53번 포트로 나가는 TCP도 UDP처럼 허용한다");

    public override FindingText Disagree(int smallest, int largest, bool? agreeLater, bool isCluster) => new(
        smallest == largest ? "응답이 서로 달랐다" : Say($"응답이 서로 달랐다: 주소가 {smallest}개에서 {largest}개까지"),
        agreeLater switch
        {
            true => "TTL이 지난 뒤 다시 질의하자 같아졌다. 하나가 오래된 사본이었다. 피어는 여러 번의 응답에 없을 때만 제거한다.",
            false => "TTL이 지난 뒤 다시 질의해도 다르다. 뒤처진 네임 서버 복제본이 있거나, 지금 파드가 바뀌는 중이다.",
            _ => "캐시나 네임 서버 복제본 하나가 뒤처져 있거나, 그 사이에 파드가 바뀌었다. 잠깐의 지연인지는 TTL 뒤에 다시 질의하면 알 수 있다: --wait.",
        },
        agreeLater is true ? null : isCluster ? "1분 뒤에도 다르면 뒤처진 CoreDNS 복제본을 다시 시작한다" : "1분 뒤에도 다르면 뒤처진 네임 서버나 캐시를 다시 시작한다");

    public override FindingText FewerThanServiceRecords(int addresses, int named) => new(
        Say($"주소 레코드에는 주소가 {addresses}개, 같은 이름의 SRV 레코드에는 {named}개 있다"),
        "둘 다 같은 파드에서 만든다. 중간의 서버가 응답의 일부만 넘기거나 잘린 응답을 잃었다(smartdns가 둘 다 한다). 또는 캐시가 둘 중 하나를 더 오래 가지고 있다.",
        "클러스터의 네임 서버에 직접 질의해 비교한다: --server 10.96.0.10");

    public override string ByServiceRecords(int count, string addresses) => Say($"SRV: {count}개 ({addresses})");

    public override FindingText DisagreeForLong(string name, bool isCluster) => new(
        $"{name}: 응답이 몇 분째 서로 다르다",
        "어떤 응답에는 없는 피어가 다른 응답에는 다시 있다. 네임 서버 복제본이나 캐시가 뒤처져 있다. 이 상태가 끝날 때까지 제거에 더 많은 응답이 필요하므로 피어를 잃지 않는다.",
        isCluster ? "뒤처진 CoreDNS 복제본을 다시 시작한다" : "뒤처진 네임 서버나 캐시를 다시 시작한다");

    public override FindingText KnowsNobody(string server, bool? agreeLater, bool isCluster) => new(
        $"응답이 서로 달랐다: {server}에는 이 이름의 주소가 없다",
        agreeLater is false
            ? "TTL이 지난 뒤에도 그렇다. 이 이름의 존을 맡지 않은 서버일 가능성이 높다. 다른 서버를 대신할 수 없고, 이 서버에 먼저 질의하면 피어를 찾지 못한다."
            : "이 이름의 존을 맡지 않아 다른 서버를 대신할 수 없는 서버이거나, 오래된 응답을 가지고 있다. 어느 쪽인지는 TTL 뒤에 다시 질의하면 알 수 있다: --wait.",
        isCluster ? "클러스터 존을 아는 네임 서버만 적는다" : "이 이름의 존을 아는 네임 서버만 적는다");

    public override FindingText Foreign(string name, string zone) => new(
        $"클러스터 존 {zone} 밖의 {name} 이름이 응답했다",
        "노드 도메인의 와일드카드는 어떤 이름에도 응답한다. 그 주소는 파드가 아닐 가능성이 높다.",
        "RequireClusterSuffix = true   # --all-suffixes를 뺀다");

    public override FindingText LeftOutAlias(string name, string target) => new(
        $"{name}: 클러스터 도메인 밖에 있는 {target}의 별칭이라 그 주소를 세지 않았다",
        "서비스에 Ready인 파드가 없으면 CoreDNS autopath가 이렇게 응답한다. 노드의 도메인까지 찾아가고, 거기서 와일드카드가 응답할 수 있다. ExternalName 서비스도 똑같이 보인다.",
        $"{target} 이름을 뜻했을 때만: 끝에 점을 붙여 서비스 이름으로 쓴다(또는 RequireClusterSuffix = false)");

    public override FindingText Dropped(string? addresses) => new(
        addresses is null ? "질의에 맞지 않는 응답을 버렸다" : $"피어의 것일 수 없는 주소를 뺐다: {addresses}",
        "루프백, 링크 로컬, 멀티캐스트, 미지정 주소는 피어에 닿지 않는다. id, 질의, 보낸 곳이 다른 응답은 응답이 아니다.",
        "어느 서버가 이 이름에 응답하는지 확인한다. 피어에는 자기 주소가 있어야 한다");

    public override FindingText Unproven(string name, bool isCluster) => new(
        $"{name}: 주소가 없다는 증거가 없다",
        "부정 응답에 SOA 레코드가 없다(RFC 2308). 중간의 서버나 캐시가 레코드를 잃었을 수 있다. smartdns는 잘린 응답을 이렇게 바꾸고, Docker의 서버는 없는 주소 체계에 이렇게 응답한다.",
        isCluster ? "클러스터의 네임 서버에 직접 질의해 비교한다" : "그 존의 네임 서버에 직접 질의해 비교한다");

    public override FindingText ZoneLost(string zone) => new(
        $"네임 서버에 {zone} 존이 없다",
        $"이 존의 이름에 상위 존의 SOA 레코드로 부정 응답을 하고, 모든 클러스터에 있는 kubernetes.default.svc.{zone} 이름도 없다고 한다. CoreDNS가 멈춘 동안 공용 리졸버로 넘어가는 포워더가 이렇게 응답한다. 피어는 그대로 둔다.",
        $"{zone} 질의는 공용 리졸버 없이 클러스터의 네임 서버로만 전달한다");

    public override FindingText Unverified(string code, Consequence consequence, bool isCluster) => new(
        $"믿을 수 없는 응답이 왔다({code})",
        $"읽을 수 없거나, 질의에 맞지 않거나, 이 이름을 모르는 서버의 부정 응답이다. {Then(consequence)}",
        isCluster ? "클러스터 존을 아는 네임 서버만 적는다" : "이 이름의 존을 아는 네임 서버만 적는다");

    public override FindingText TtlZero(bool isCluster) => new(
        "레코드의 TTL이 0초이다",
        "중간에서 응답을 보관할 수 없으므로 모든 파드가 직접 질의한다. 또는 캐시가 만료된 응답을 준다(serve_stale). 그런 응답의 TTL은 0이고, 목록은 그 캐시가 허용하는 만큼 오래된 것일 수 있다.",
        isCluster ? "kubernetes cluster.local { ttl 5 }   # Corefile에서. serve_stale도 확인한다" : "네임 서버의 TTL을 5초로 하거나 MinRefreshInterval을 올린다. 만료된 응답을 주는 캐시가 있는지 확인한다");

    public override FindingText TtlLong(TimeSpan ttl, bool isCluster) => new(
        Say($"레코드의 TTL이 {ttl.TotalSeconds:0.###}초이다"),
        "캐시가 그동안 사라진 파드를 주거나 새 파드를 빠뜨릴 수 있다. 이 라이브러리는 늦어도 30초마다 다시 조회하지만, 캐시를 건너뛸 수는 없다.",
        isCluster ? "kubernetes cluster.local { ttl 5 }   # Corefile에서" : "네임 서버의 TTL을 5초로 한다");

    public override FindingText FamilyFailed(Consequence consequence) => new(
        "한쪽 주소 체계만 응답을 받았다",
        $"응답을 받은 주소 체계의 피어는 평소처럼 들어오고 나간다. 다른 쪽 피어는 그대로 둔다. {Then(consequence)}",
        "--family v4   # 파드가 한쪽 주소 체계만 쓴다면 Family를 정한다");

    public override FindingText SecondOpinion(string server, bool isSteady) => isSteady
        ? new(
            "같은 응답을 두 프로그램이 다르게 읽는다",
            $"{server}의 응답을 이 라이브러리와 DnsClient가 네 번씩 읽었고, 저마다 매번 같았다. 둘 중 하나가 틀렸다.",
            "이 증거와 53번 포트의 패킷 캡처를 붙여 알린다")
        : new(
            "질의할 때마다 응답이 다르다",
            $"{server}의 응답이 잠시 뒤에 달라졌다. 지금 파드가 늘거나 줄고 있거나, 서버 뒤의 복제본이나 캐시가 서로 다르다.",
            null);

    public override FindingText SerialsApart(string zone, TimeSpan behind, bool disagree) => new(
        Say($"{zone} 존의 일련번호가 {behind.TotalSeconds:0}초 차이 난다"),
        $"CoreDNS의 일련번호는 복제본이 마지막으로 본 변경의 시각이거나 복제본이 시작한 시각이다. {(disagree ? "응답도 서로 다르므로, 더는 변경을 따라가지 못하는 복제본이 있을 가능성이 높다." : "변경을 따라가지 못하는 복제본이 있어도 이렇고, 마지막 변경 뒤에 시작한 복제본이 있어도 이렇다.")}",
        disagree ? "일련번호가 가장 작은 CoreDNS 복제본을 다시 시작한다" : null);

    public override string SerialsOf(string server, IReadOnlyList<string> serials, IReadOnlyList<string> hostNames) =>
        Say($"{server}: 일련번호 {string.Join(", ", serials)}{(hostNames.Count == 0 ? string.Empty : $" (응답한 곳: {Names(hostNames)})")}");

    public override string Tries(string server, string type, string result, int count) => Say($"{server} {type}: {result}{(count > 1 ? $", {count}번" : string.Empty)}");

    public override string HasTtl(string name, string type, string server, TimeSpan ttl) => Say($"{name} {server} {type}: TTL {ttl.TotalSeconds:0.###}초");

    public override string LeftOut(string name) => $"{name}: 클러스터 밖이라 조회하지 않았다";

    public override string NotQueried(string names, int count) =>
        $"{names}: 클러스터 도메인 밖이라 조회하지 않았다. 이 이름을 뜻했다면 끝에 점을 붙여 쓰거나 RequireClusterSuffix = false(--all-suffixes)로 한다.";

    public override string Said(string server, int count, string addresses) => Say($"{server}: {count}개 ({addresses})");

    public override string SaidLater(string server, int count) => Say($"{server}: TTL 뒤 {count}개");
}
