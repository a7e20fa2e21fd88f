using System.Globalization;

namespace HeadlessDiscovery.Diagnosis;

internal sealed class KoreanFindings : FindingTexts
{
    private const string BeforeReady = $"Ready 이전에 서로를 찾아야 하는 경우에만, Service.spec에 추가한다.\n  {PublishNotReady}";

    public override string Page => "docs/ko/doctor.md";

    public override string And(IReadOnlyList<string> names) => string.Join(", ", names);

    public override FindingText NoConfiguration(string path) => new(
        $"리졸버 설정 파일을 읽을 수 없다: {path}",
        "네임 서버와 검색 목록이 들어 있는 파일이다. 이 파일이 없으면 옵션으로 준 것만 안다.",
        "파일을 마운트하거나 NameServers와 SearchDomains를 정한다: --server 10.96.0.10, 점으로 끝나는 이름");

    public override FindingText NoNameServer() => new(
        "설정된 네임 서버가 없다",
        "아무에게도 물을 수 없으며, 서버를 임의로 만들어 내지 않는다. 파드에서는 dnsConfig.nameservers 없이 dnsPolicy: None을 쓴 경우이다.",
        "dnsPolicy: ClusterFirst");

    public override FindingText NoSearchList(string service, bool hasList) => new(
        hasList ? "검색 목록에 클러스터 도메인이 없다" : "검색 목록이 없다",
        $"그래서 '{service}'에 <네임스페이스>.svc.<존>을 붙일 수 없다. dnsPolicy가 Default나 None이거나 hostNetwork를 쓰는 파드가 그렇고, 클러스터 밖의 머신에는 아예 없다.",
        "dnsPolicy: ClusterFirst   # hostNetwork라면 ClusterFirstWithHostNet");

    public override FindingText TooManyServers() => new(
        "네임 서버가 3개를 넘는다. 처음 3개에만 묻는다",
        "resolv.conf(5)는 세 개까지만 받는다. 그 아래에 있는 클러스터 서버에는 묻지 않는다.",
        "'nameserver' 줄을 3개 이하로 줄이고, 클러스터 서버를 먼저 쓴다");

    public override FindingText AbsoluteFirst(string name, int ndots) => new(
        Say($"ndots가 {ndots}이므로 '{name}'을 그대로 먼저 묻는다"),
        "검색 도메인을 붙이기 전에 질의가 클러스터 밖으로 나간다. 느리고, 밖의 와일드카드가 답할 수 있다.",
        "options ndots:5   # 또는 점으로 끝나는 이름");

    public override FindingText LineIgnored(int count) => new(
        Say($"리졸버 설정에서 쓰인 대로 쓰지 못한 것이 {count}개 있다"),
        "쓸 수 없는 것은 무시하고 나머지는 따른다.",
        "아래에 적힌 줄을 고친다");

    public override FindingText NotAnAddress() => new(
        "네임 서버가 주소가 아니다",
        "네임 서버는 포트 없는 IP 주소 하나이다. 다른 것에는 묻지 않는다.",
        "nameserver 10.96.0.10");

    public override FindingText NodeLocalCache(string server) => new(
        $"{server}: 이 노드에 있는 캐시이다",
        "클러스터 네임 서버보다 레코드의 TTL만큼, 보통 5초에서 30초까지 오래된 답을 줄 수 있다.");

    public override string Line(int line, string message) => line > 0 ? Say($"{line}행: {message}") : message;

    public override FindingText NoAnswer(LookupReason reason, Consequence consequence) => new(
        reason switch
        {
            LookupReason.Network => "닿을 수 있는 네임 서버가 없다(network)",
            LookupReason.Deadline => "조회를 끝내야 할 때까지 답한 네임 서버가 없다(deadline)",
            LookupReason.NoServers => "설정된 네임 서버가 없어 묻지 못했다",
            _ => "제때 답한 네임 서버가 없다(timeout)",
        },
        $"CoreDNS가 멈췄거나, 주소가 틀렸거나, NetworkPolicy가 53번 포트(UDP, TCP)를 막고 있다. {Then(consequence)}",
        "이 파드의 모든 NetworkPolicy에서 53번 포트로 나가는 UDP와 TCP를 허용한다");

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

    public override FindingText NoSuchName(int candidates) => new(
        candidates == 0 ? "그런 이름이 없다(NXDOMAIN)" : Say($"그런 이름이 없다: 후보 {candidates}개 모두 NXDOMAIN이다"),
        "서비스가 없거나, 네임스페이스가 다르거나, Ready인 파드가 없다. Ready인 파드가 없는 헤드리스 서비스는 DNS에 존재하지 않는다.",
        BeforeReady);

    public override FindingText NoAddress(string? name) => new(
        name is null ? "이름은 있지만 주소가 없다" : $"{name}: 이름은 있지만 주소가 없다",
        "파드가 Ready가 아니거나, 셀렉터에 맞는 파드가 없거나, 다른 주소 체계의 주소만 있다.",
        BeforeReady);

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
            _ => "캐시나 네임 서버 복제본 하나가 뒤처져 있다. 잠깐의 지연인지는 TTL 뒤에 다시 물으면 알 수 있다: --wait",
        },
        agreeLater is true ? null : "1분 뒤에도 다르면 뒤처진 CoreDNS 복제본을 다시 시작한다");

    public override FindingText Foreign(string name, string zone) => new(
        $"클러스터 존 {zone} 밖의 {name} 이름이 답했다",
        "노드 도메인의 와일드카드는 어떤 이름에도 답한다. 그 주소는 파드가 아닐 가능성이 높다.",
        "RequireClusterSuffix = true   # --all-suffixes를 뺀다");

    public override FindingText Dropped(string? addresses) => new(
        addresses is null ? "질의에 맞지 않는 답을 버렸다" : $"피어의 것일 수 없는 주소를 뺐다: {addresses}",
        "루프백, 링크 로컬, 멀티캐스트, 미지정 주소는 파드에 닿지 않는다. id, 질의, 보낸 곳이 다른 답은 답이 아니다.",
        "이 이름에 누가 답하는지 확인한다. 파드에는 자기 주소가 있어야 한다");

    public override FindingText Unverified(string code, Consequence consequence) => new(
        $"믿을 수 없는 답이 왔다({code})",
        $"읽을 수 없거나, 질의에 맞지 않거나, 이 이름을 모르는 서버가 없다고 답했다. {Then(consequence)}",
        "클러스터 존을 아는 네임 서버만 적는다");

    public override FindingText TtlZero() => new(
        "레코드의 TTL이 0초이다",
        "중간에서 답을 보관할 수 없으므로 모든 파드가 직접 묻는다.",
        "kubernetes cluster.local { ttl 5 }   # Corefile에서");

    public override FindingText TtlLong(TimeSpan ttl) => new(
        Say($"레코드의 TTL이 {ttl.TotalSeconds:0.###}초이다"),
        "캐시가 그동안 사라진 파드를 주거나 새 파드를 빠뜨릴 수 있다. 이 라이브러리는 늦어도 30초마다 다시 묻지만, 캐시를 건너뛸 수는 없다.",
        "kubernetes cluster.local { ttl 5 }   # Corefile에서");

    public override FindingText FamilyFailed(Consequence consequence) => new(
        "한쪽 주소 체계만 답을 받았다",
        $"이중 스택 답의 절반은 전체가 아니므로 아무도 제거하지 않는다. {Then(consequence)}",
        "--family v4   # 파드가 한쪽 주소 체계만 쓴다면 Family를 정한다");

    public override string Tries(string server, string type, string result, int count) => Say($"{server} {type}: {result}{(count > 1 ? $", {count}번" : string.Empty)}");

    public override string LeftOut(string name) => $"{name}: 클러스터 밖이라 묻지 않았다";

    public override string Said(string server, int count, string addresses) => Say($"{server}: {count}개 ({addresses})");

    public override string SaidLater(string server, int count) => Say($"{server}: TTL 뒤 {count}개");

    public override FindingText SelfAbsent(bool fromInterfaces) => new(
        "자기 주소가 답에 없다",
        $"이 파드가 Ready가 아니고 서비스에 publishNotReadyAddresses가 없거나, 다른 서비스의 이름이거나, hostNetwork를 쓴다.{(fromInterfaces ? " POD_IP가 없어 인터페이스의 주소와 비교했다." : string.Empty)} 클라이언트라면 Membership = Client(--client)로 한다.",
        BeforeReady);

    public override string OwnAddresses(string addresses, string source) => $"자기 주소: {addresses} (출처 {source})";

    public override string AbsentFor(TimeSpan time) => Say($"{time.TotalSeconds:0}초 동안");

    public override FindingText ClusterIp(string name) => new(
        $"{name}: 헤드리스가 아니라 ClusterIP 서비스이다",
        "주소 하나가 매번 파드 하나로만 이어지므로 다른 파드는 볼 수 없다.",
        "clusterIP: None   # 새 서비스의 Service.spec에. 이 필드는 나중에 바꿀 수 없다");

    public override FindingText ExternalName(string name, string? target) => new(
        target is null ? $"{name}: ExternalName 서비스이다" : $"{name}: {target}의 별칭, 곧 ExternalName 서비스이다",
        "셀렉터로 찾은 파드가 아니라 다른 이름의 주소이다.",
        "clusterIP: None   # type: ExternalName 대신, 셀렉터와 함께 Service.spec에");

    public override FindingText Fewer(int seen, int expected) => new(
        Say($"기대한 피어 {expected}개 중 {seen}개뿐이고, 까닭은 DNS로 알 수 없다"),
        "Ready가 아닌 파드는 레코드가 없다. DNS에 이름이 있는 것은 StatefulSet 파드뿐이라, Deployment에서 빠진 파드가 무엇인지는 DNS만으로 알 수 없다. EndpointSlice로는 알 수 있다.");

    public override string Seen(int seen, int expected) => Say($"보이는 피어 {seen}개, 기대한 피어 {expected}개");

    public override FindingText SharedAddresses(int pods, int addresses) => new(
        Say($"파드 {pods}개가 주소 {addresses}개를 나누어 쓴다: hostNetwork"),
        "hostNetwork 파드의 주소는 노드의 주소이다. 포트가 다르고 SRV로 묻지 않는 한, 한 노드의 두 파드는 피어 하나로 보인다.",
        "hostNetwork: false   # 또는 파드마다 다른 포트로 --srv NAME (PortName)");

    public override FindingText OtherFamily(string family, int count) => new(
        Say($"묻지 않은 {family} 쪽에만 주소 {count}개가 있다"),
        "기본으로는 이 파드가 가진 주소 체계만 묻는다.",
        "--family both   # Family = PeerFamily.Both");

    public override FindingText SelfLost() => new(
        "자기 주소가 답에서 사라졌다",
        "이 파드가 종료 중이거나 더는 Ready가 아니다. 다른 파드는 이 파드를 보지 못하지만, 이 파드는 아직 그들을 본다.",
        BeforeReady);

    public override FindingText PortRefused(string peers, int count) => new(
        $"{peers}: 포트 연결을 거절했다",
        "파드는 있지만 듣는 프로세스가 없다. 포트가 다르거나, localhost에서만 듣거나, 아직 시작하지 않았다.",
        "물어본 포트에서 0.0.0.0과 [::]로 듣는다");

    public override FindingText PortSilent(string peers, int count) => new(
        $"{peers}: 포트에서 답이 없다",
        "NetworkPolicy가 패킷을 버리거나, 파드는 사라졌는데 DNS에 아직 남아 있다.",
        "모든 NetworkPolicy에서 같은 서비스의 파드가 이 포트로 들어오는 것을 허용한다");

    public override FindingText NotInDns(string pods, int count, bool anyReady) => new(
        $"{pods}: EndpointSlice에는 있지만 DNS에는 없다",
        anyReady
            ? "Ready인 파드는 네임 서버가 변화를 알고 오래된 답이 만료되면 DNS에 나타난다. 보통 5초에서 30초이다."
            : "서비스는 Ready 상태인 파드만 공개하는데, 이 파드는 Ready가 아니다.",
        anyReady ? "TTL 뒤에 다시 묻는다: --wait" : BeforeReady);

    public override FindingText NotInSlices(string addresses, int count) => new(
        $"{addresses}: DNS에는 있지만 EndpointSlice에는 없다",
        "사라진 파드는 오래된 답이 만료될 때까지 DNS에 남는다. 또는 다른 서비스나 다른 시점의 EndpointSlice이다.",
        "TTL 뒤에 다시 묻는다: --wait");

    public override string Endpoint(string pod, string address, bool isReady, bool isTerminating, bool isInDns) =>
        $"{pod} {address}: {(isReady ? "Ready" : "Ready 아님")}{(isTerminating ? ", 종료 중" : string.Empty)}, {(isInDns ? "DNS에 있음" : "DNS에 없음")}";

    public override FindingText OrdinalGap(string pods, int count) => new(
        $"{pods} 파드의 DNS 레코드가 없다",
        "StatefulSet은 파드에 빈 번호를 두지 않고, 서비스는 Ready 상태인 파드만 공개한다. 따라서 아직 준비되지 않았을 가능성이 높다.",
        BeforeReady);

    public override string OrdinalsSeen(string pods) => $"레코드가 있는 파드: {pods}";

    private static string Then(Consequence consequence) => consequence switch
    {
        { Kept: null } => "피어에 대해서는 아무것도 알 수 없다.",
        { IsKnown: false } => "피어에 대해 아직 아무것도 알 수 없다.",
        { Kept: 0 } => "다른 피어가 없다는 것이 마지막으로 검증된 답이다.",
        _ => Say($"마지막으로 알던 피어 {consequence.Kept}개를 유지한다."),
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
