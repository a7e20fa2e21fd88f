namespace HeadlessDiscovery.Diagnosis;

/// <content>HP2xx.</content>
internal sealed partial class KoreanFindings
{
    public override FindingText NoAnswer(LookupReason reason, Consequence consequence, bool isCluster) => new(
        reason switch
        {
            LookupReason.Network => "닿을 수 있는 네임 서버가 없다(network)",
            LookupReason.Deadline => "조회를 끝내야 할 때까지 답한 네임 서버가 없다(deadline)",
            _ => "제때 답한 네임 서버가 없다(timeout)",
        },
        $"{(isCluster ? "CoreDNS가 멈췄거나, 주소가 틀렸거나, NetworkPolicy가 53번 포트(UDP, TCP)를 막고 있다." : "네임 서버가 멈췄거나, 주소가 틀렸거나, 방화벽이 53번 포트(UDP, TCP)를 막고 있다. Docker의 서버는 모르는 이름을 물어볼 다른 서버가 없으면 답하지 않는다.")} {Then(consequence)}",
        isCluster ? "이 파드의 모든 NetworkPolicy에서 53번 포트로 나가는 UDP와 TCP를 허용한다" : "이름이 있는지, 53번 포트(UDP, TCP)로 네임 서버에 닿을 수 있는지 확인한다");

    public override FindingText ServerSilent(string server) => new(
        $"네임 서버 {server}에서 답이 없을 때가 있었다",
        "조회할 때마다 이 서버를 먼저 기다릴 수 있고, 다음에 또 고장 나면 남는 서버가 없다.",
        "서버를 되살리거나 설정에서 뺀다");

    public override FindingText ServerFailed(string code, Consequence consequence) => new(
        $"네임 서버가 답하지 못했다({code})",
        $"CoreDNS가 쿠버네티스 API나 뒤의 서버에 닿지 못할 때 이렇게 답한다. {Then(consequence)}",
        "애플리케이션에서 할 일은 없다. 다시 답할 때까지 마지막 피어를 유지한다");

    public override FindingText Refused(string code, Consequence consequence) => new(
        $"네임 서버가 이 이름에 답하지 않는다({code})",
        $"클러스터의 네임 서버가 아니거나 이 존을 맡지 않은 서버이다. {Then(consequence)}",
        "dnsPolicy: ClusterFirst   # 또는 클러스터 서버를 준다: --server 10.96.0.10");

    public override FindingText NoSuchName(int candidates, bool isCluster) => new(
        candidates == 0 ? "그런 이름이 없다(NXDOMAIN)" : Say($"그런 이름이 없다: 후보 {candidates}개 모두 NXDOMAIN이다"),
        isCluster
            ? "서비스가 없거나, 네임스페이스가 다르거나, Ready인 파드가 없다. Ready인 파드가 없는 헤드리스 서비스는 DNS에 존재하지 않는다."
            : "서비스가 없거나, 그 컨테이너나 기계가 하나도 없다. 네임 서버에 이 이름의 레코드가 없다.",
        isCluster ? BeforeReady : "이름이 맞는지, 서비스가 실행 중인지 확인한다");

    public override FindingText OnlyNamespace(string service, string name) => new(
        $"'{service}' 서비스를 찾을 수 없다. {name} 이름은 있지만 네임스페이스이다",
        "네임 서버는 네임스페이스에 대해 이름은 있고 주소는 없다고 답한다. 물어본 네임스페이스에 그런 서비스가 없거나, Ready인 파드가 없다.",
        BeforeReady);

    public override FindingText NoAddress(string? name, bool isCluster) => new(
        name is null ? "이름은 있지만 주소가 없다" : $"{name}: 이름은 있지만 주소가 없다",
        isCluster
            ? "파드가 Ready가 아니거나, 셀렉터에 맞는 파드가 없거나, 다른 주소 체계의 주소만 있다."
            : "그 컨테이너나 기계가 하나도 없거나, 다른 주소 체계의 주소만 있다.",
        isCluster ? BeforeReady : "서비스가 실행 중인지 확인하거나 다른 주소 체계도 묻는다: --family both   # Family = PeerFamily.Both");

    public override FindingText NoSuchPort(string name, string port) => new(
        $"{name}: 주소는 있지만 포트 {port} 항목이 없다",
        "SRV 레코드는 서비스에서 이름을 붙인 포트에만 있다.",
        "Service.spec.ports에 포트 이름을 붙이거나, SRV 없이 묻는다: --port N (PortName 대신 Port)");

    public override FindingText Truncated(Consequence consequence) => new(
        "TCP에서도 답이 잘렸다",
        $"답 하나는 64 KiB까지이다. IPv4 주소는 약 4,000개, SRV 레코드는 그보다 적다. 그래서 모든 피어를 읽을 수 없다. {Then(consequence)}",
        "SRV 대신 주소를 묻거나 서비스를 나눈다");

    public override FindingText TcpFailed(Consequence consequence) => new(
        "UDP에서 답이 잘렸고, TCP는 실패했다",
        $"파드가 70개쯤 되면 답에 TCP가 필요하다. NetworkPolicy나 방화벽이 UDP만 통과시키고 있다. {Then(consequence)}",
        "53번 포트로 나가는 TCP도 UDP처럼 허용한다");

    public override FindingText Disagree(int smallest, int largest, bool? agreeLater) => new(
        smallest == largest ? "답이 서로 달랐다" : Say($"답이 서로 달랐다: 주소가 {smallest}개에서 {largest}개까지"),
        agreeLater switch
        {
            true => "TTL이 지난 뒤 다시 묻자 같아졌다. 하나가 오래된 사본이었다. 피어는 여러 번의 답에 없을 때만 제거한다.",
            false => "TTL이 지난 뒤 다시 물어도 다르다. 뒤처진 네임 서버 복제본이 있거나, 지금 파드가 바뀌는 중이다.",
            _ => "캐시나 네임 서버 복제본 하나가 뒤처져 있거나, 묻는 사이에 파드가 바뀌었다. 잠깐의 지연인지는 TTL 뒤에 다시 물으면 알 수 있다: --wait.",
        },
        agreeLater is true ? null : "1분 뒤에도 다르면 뒤처진 CoreDNS 복제본을 다시 시작한다");

    public override FindingText DisagreeForLong(string name) => new(
        $"{name}: 응답이 몇 분째 서로 다르다",
        "어떤 응답에는 없는 피어가 다른 응답에는 다시 있다. 네임 서버 복제본이나 캐시가 뒤처져 있다. 이 상태가 끝날 때까지 제거에 더 많은 응답이 필요하므로 피어를 잃지 않는다.",
        "뒤처진 CoreDNS 복제본을 다시 시작한다");

    public override FindingText KnowsNobody(string server, bool? agreeLater) => new(
        $"답이 서로 달랐다: {server}에는 이 이름의 주소가 없다",
        agreeLater is false
            ? "TTL이 지난 뒤에도 그렇다. 클러스터 존을 맡지 않은 서버일 가능성이 높다. 다른 서버를 대신할 수 없고, 이 서버에 먼저 물으면 아무도 찾지 못한다."
            : "클러스터 존을 맡지 않아 다른 서버를 대신할 수 없는 서버이거나, 오래된 답을 가지고 있다. 어느 쪽인지는 TTL 뒤에 다시 물으면 알 수 있다: --wait.",
        "클러스터 존을 아는 네임 서버만 적는다");

    public override FindingText Foreign(string name, string zone) => new(
        $"클러스터 존 {zone} 밖의 {name} 이름이 답했다",
        "노드 도메인의 와일드카드는 어떤 이름에도 답한다. 그 주소는 파드가 아닐 가능성이 높다.",
        "RequireClusterSuffix = true   # --all-suffixes를 뺀다");

    public override FindingText LeftOutAlias(string name, string target) => new(
        $"{name}: 클러스터 도메인 밖에 있는 {target}의 별칭이라 그 주소를 세지 않았다",
        "서비스에 Ready인 파드가 없으면 CoreDNS autopath가 이렇게 답한다. 노드의 도메인까지 찾아가고, 거기서 와일드카드가 답할 수 있다. ExternalName 서비스도 똑같이 보인다.",
        $"{target} 이름을 뜻했을 때만: 끝에 점을 붙여 서비스 이름으로 쓴다(또는 RequireClusterSuffix = false)");

    public override FindingText Dropped(string? addresses) => new(
        addresses is null ? "질의에 맞지 않는 답을 버렸다" : $"피어의 것일 수 없는 주소를 뺐다: {addresses}",
        "루프백, 링크 로컬, 멀티캐스트, 미지정 주소는 파드에 닿지 않는다. id, 질의, 보낸 곳이 다른 답은 답이 아니다.",
        "이 이름에 누가 답하는지 확인한다. 파드에는 자기 주소가 있어야 한다");

    public override FindingText Unproven(string name) => new(
        $"{name}: 주소가 없다는 증거가 없다",
        "부정 응답에 SOA 레코드가 없다(RFC 2308). 중간의 서버나 캐시가 레코드를 잃었을 수 있다. smartdns는 잘린 응답을 이렇게 바꾸고, Docker의 서버는 없는 주소 체계에 이렇게 답한다.",
        "클러스터의 네임 서버에 직접 질의해 비교한다");

    public override FindingText Unverified(string code, Consequence consequence) => new(
        $"믿을 수 없는 답이 왔다({code})",
        $"읽을 수 없거나, 질의에 맞지 않거나, 이 이름을 모르는 서버가 없다고 답했다. {Then(consequence)}",
        "클러스터 존을 아는 네임 서버만 적는다");

    public override FindingText TtlZero(bool isCluster) => new(
        "레코드의 TTL이 0초이다",
        "중간에서 답을 보관할 수 없으므로 모든 파드가 직접 묻는다.",
        isCluster ? "kubernetes cluster.local { ttl 5 }   # Corefile에서" : "네임 서버의 TTL을 5초로 하거나 MinRefreshInterval을 올린다");

    public override FindingText TtlLong(TimeSpan ttl, bool isCluster) => new(
        Say($"레코드의 TTL이 {ttl.TotalSeconds:0.###}초이다"),
        "캐시가 그동안 사라진 파드를 주거나 새 파드를 빠뜨릴 수 있다. 이 라이브러리는 늦어도 30초마다 다시 묻지만, 캐시를 건너뛸 수는 없다.",
        isCluster ? "kubernetes cluster.local { ttl 5 }   # Corefile에서" : "네임 서버의 TTL을 5초로 한다");

    public override FindingText FamilyFailed(Consequence consequence) => new(
        "한쪽 주소 체계만 답을 받았다",
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

    public override string LeftOut(string name) => $"{name}: 클러스터 밖이라 묻지 않았다";

    public override string NotQueried(string names, int count) =>
        $"{names}: 클러스터 도메인 밖이라 묻지 않았다. 이 이름을 뜻했다면 끝에 점을 붙여 쓰거나 RequireClusterSuffix = false(--all-suffixes)로 한다.";

    public override string Said(string server, int count, string addresses) => Say($"{server}: {count}개 ({addresses})");

    public override string SaidLater(string server, int count) => Say($"{server}: TTL 뒤 {count}개");
}
