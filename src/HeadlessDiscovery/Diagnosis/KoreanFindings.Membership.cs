namespace HeadlessDiscovery.Diagnosis;

/// <content>HP3xx.</content>
internal sealed partial class KoreanFindings
{
    public override FindingText SelfAbsent(AbsenceCause cause, string? services, bool isCluster) => new(
        isCluster ? "DNS에 이 파드가 없다" : "DNS에 이 프로세스가 없다",
        (cause, isCluster) switch
        {
            (AbsenceCause.NotReady, _) => "EndpointSlice에 이 파드가 Ready가 아니라고 나오고, 서비스는 Ready인 파드만 공개한다.",
            (AbsenceCause.NotSelected, _) => "EndpointSlice에 이 파드가 없다. 서비스의 셀렉터에 맞는 레이블이 없거나, 다른 서비스이다.",
            (AbsenceCause.OtherService, _) => $"주소의 PTR 레코드에 따르면 이 파드는 {services} 서비스에 속한다.",
            (AbsenceCause.NoVariable, true) => "POD_IP가 없어 인터페이스의 주소와 비교했는데, 다른 파드는 이 파드를 다른 주소로 알 수 있다. 또는 이 파드가 Ready가 아니거나, 다른 서비스를 뜻했다.",
            (AbsenceCause.NoVariable, false) => "인터페이스의 주소와 비교했다. 다른 쪽에서는 다른 주소로 이 프로세스에 닿거나, 다른 서비스를 뜻했다.",
            (_, true) => "이 파드가 Ready가 아니고 서비스에 publishNotReadyAddresses가 없거나, 다른 서비스를 뜻했거나, hostNetwork를 쓴다.",
            _ => "다른 서비스를 뜻했거나, 다른 쪽에서 다른 주소로 이 프로세스에 닿는다.",
        } + " 서비스를 호출하기만 하는 프로세스라면 Membership = Client(--client)로 한다.",
        (cause, isCluster) switch
        {
            (AbsenceCause.NotSelected, _) => "파드에 Service.spec.selector의 레이블을 붙이거나 ServiceName을 고친다",
            (AbsenceCause.OtherService, _) => $"ServiceName = \"{services}\"",
            (AbsenceCause.NoVariable, true) => PodVariables,
            (_, true) => BeforeReady,
            _ => "SelfAddresses = 다른 쪽에서 이 프로세스에 닿는 주소(--self)",
        });

    public override FindingText SelfUnknown(bool isCluster) => new(
        "이 프로세스의 주소를 알 수 없다",
        "POD_IP가 없고, 인터페이스를 읽을 수 없거나 다른 쪽에서 닿을 수 있는 주소가 없다. 주소를 모르면 자기 자신이 피어로 나온다.",
        isCluster ? PodVariables : "SelfAddresses = 다른 쪽에서 이 프로세스에 닿는 주소(--self)");

    public override FindingText SelfVariable(string variable, string value, OwnVariableFault fault) => new(
        $"{variable} 값 {value}: 주소가 아니다",
        fault switch
        {
            OwnVariableFault.Unexpanded => "같은 컨테이너에서 그보다 위에 그 이름의 변수가 없으면 쿠버네티스는 $(NAME)을 그대로 둔다. 이 값은 쓰지 않는다.",
            OwnVariableFault.Cidr => "네트워크이다. '/'와 그 뒤를 빼고 주소만 쓴다. 이 값은 쓰지 않는다.",
            OwnVariableFault.Quoted => "따옴표까지 값이 되었다. 주소만 쓴다. 이 값은 쓰지 않는다.",
            OwnVariableFault.Several => "주소 여러 개가 하나로 붙어 있다. POD_IP에는 하나, POD_IPS에는 쉼표로 나눈 여러 개를 쓴다. 이 값은 쓰지 않는다.",
            _ => "IPv4나 IPv6 주소를 쓴다. 이 값은 쓰지 않는다.",
        },
        PodVariables);

    public override string OwnAddresses(string addresses, string source) => $"자기 주소: {addresses} (출처 {source})";

    public override string Reverse(string address, string names) => $"PTR {address} -> {(names.Length == 0 ? "이름 없음" : names)}";

    public override string AbsentFor(TimeSpan time) => Say($"{time.TotalSeconds:0}초 동안");

    public override FindingText ClusterIp(string name, bool isCluster) => isCluster
        ? new(
            $"{name}: 헤드리스가 아니라 ClusterIP 서비스이다",
            "주소 하나가 매번 파드 하나로만 이어지므로 다른 파드는 볼 수 없다.",
            "clusterIP: None   # 새 서비스의 Service.spec에. 이 필드는 나중에 바꿀 수 없다")
        : new(
            $"{name}: 인스턴스의 주소가 아니라 밸런서의 주소이다",
            "SRV 레코드가 이 이름 자신을 가리키고, 주소 하나가 매번 인스턴스 하나로만 이어진다.",
            "ServiceName = 인스턴스마다 주소가 있는 이름");

    public override FindingText ExternalName(string name, string? target, bool leadsNowhere, bool isCluster) => new(
        (target, isCluster) switch
        {
            (null, true) => $"{name}: ExternalName 서비스이다",
            (null, false) => $"{name}: 별칭이다",
            (_, true) => $"{name}: {target}의 별칭, 곧 ExternalName 서비스이다",
            _ => $"{name}: {target}의 별칭이다",
        } + (leadsNowhere ? ". 그 이름에는 주소가 없다" : string.Empty),
        leadsNowhere ? "가리키는 이름이 없거나 그 이름에 주소가 없어, 피어를 찾을 수 없다."
            : isCluster ? "셀렉터로 찾은 파드가 아니라 다른 이름의 주소이다." : "다른 이름의 주소이고, 무엇이든 될 수 있다.",
        isCluster ? "clusterIP: None   # type: ExternalName 대신, 셀렉터와 함께 Service.spec에"
            : target is null ? "ServiceName = 별칭이 가리키는 이름" : $"ServiceName = \"{target}\"   # 그 주소가 피어라면");

    public override FindingText Fewer(int seen, int expected, bool isCompared, bool isCluster) => new(
        isCompared
            ? Say($"기대한 피어 {expected}개 중 {seen}개뿐이고, 나머지는 EndpointSlice에도 없다")
            : Say($"기대한 피어 {expected}개 중 {seen}개뿐이고, 까닭은 DNS로 알 수 없다"),
        isCompared
            ? "파드는 주소가 있고 서비스의 셀렉터에 맞는 레이블이 있어야 EndpointSlice에 들어간다. 나머지는 아직 없거나, 레이블이 다르거나, 요청된 적이 없다."
            : isCluster
                ? "Ready가 아닌 파드는 레코드가 없다. DNS에 이름이 있는 것은 StatefulSet 파드뿐이라, Deployment에서 빠진 파드가 무엇인지는 DNS만으로 알 수 없다. EndpointSlice로는 알 수 있다."
                : "실행 중이 아니거나 상태 검사에 실패한 것은 레코드가 없다. DNS에는 있는 것만 나온다.",
        Say($"--expect {seen}   # 이것이 전부라면. replicas에서 이 {(isCluster ? "파드를" : "프로세스를")} 뺀 수이다"));

    public override string Seen(int seen, int expected) => Say($"보이는 피어 {seen}개, 기대한 피어 {expected}개");

    public override FindingText SharedAddresses(int pods, int addresses, bool isCluster) => new(
        Say($"{(isCluster ? "파드" : "이름")} {pods}개가 주소 {addresses}개를 나누어 쓴다{(isCluster ? ": hostNetwork" : string.Empty)}"),
        isCluster
            ? "hostNetwork 파드의 주소는 노드의 주소이다. 포트가 다르고 SRV로 질의하지 않는 한, 한 노드의 두 파드는 피어 하나로 보인다."
            : "주소가 같은 두 이름은, 포트가 다르고 SRV로 질의하지 않는 한 피어 하나로 보인다.",
        isCluster ? "hostNetwork: false   # 또는 파드마다 다른 포트로 --srv NAME (PortName)" : "저마다 다른 포트로 --srv NAME (PortName)");

    public override FindingText OtherFamily(string family, int count) => new(
        Say($"조회하지 않은 {family} 쪽에 주소 {count}개가 있다"),
        "기본으로는 이 파드의 첫 주소의 체계 하나만 조회한다.",
        "--family both   # Family = PeerFamily.Both");

    public override FindingText SelfLost(bool isCluster) => new(
        isCluster ? "DNS에서 이 파드가 사라졌다" : "DNS에서 이 프로세스가 사라졌다",
        isCluster
            ? "이 파드가 종료 중이거나 더는 Ready가 아니다. 다른 파드는 이 파드를 보지 못하지만, 이 파드는 아직 그들을 본다."
            : "제거되었거나 상태 검사에 실패한다. 다른 쪽은 이 프로세스를 보지 못하지만, 이 프로세스는 아직 그들을 본다.",
        isCluster ? BeforeReady : "이 프로세스를 네임 서버에 등록하는 것을 확인한다");

    public override FindingText PortRefused(string peers, int count) => new(
        $"{peers}: 포트 연결을 거절했다",
        "피어는 있지만 듣는 프로세스가 없다. 포트가 다르거나, localhost에서만 듣거나, 아직 시작하지 않았다.",
        "질의한 포트에서 0.0.0.0과 [::]로 듣는다");

    public override FindingText PortSilent(string peers, int count, bool isCluster) => new(
        $"{peers}: 포트에서 응답이 없다",
        isCluster ? "NetworkPolicy가 패킷을 버리거나, 파드는 사라졌는데 DNS에 아직 남아 있다." : "방화벽이 패킷을 버리거나, 피어는 사라졌는데 DNS에 아직 남아 있다.",
        isCluster ? "모든 NetworkPolicy에서 같은 서비스의 파드가 이 포트로 들어오는 것을 허용한다" : "피어 사이의 방화벽에서 이 포트를 허용한다");

    public override string Tried(string peer, bool isRefused, TimeSpan duration) => Say($"{peer}: {(isRefused ? "거절" : "연결되지 않음")}, {duration.TotalMilliseconds:0.0} ms");

    public override FindingText NotInDns(string pods, int count, bool anyReady) => new(
        $"{pods}: EndpointSlice에는 있지만 DNS에는 없다",
        anyReady
            ? "Ready인 파드는 네임 서버가 변화를 알고 오래된 응답이 만료되면 DNS에 나타난다. 보통 5초에서 30초이다."
            : "서비스는 Ready 상태인 파드만 공개하는데, 이 파드는 Ready가 아니다.",
        anyReady ? "TTL 뒤에 다시 조회한다: --wait" : BeforeReady);

    public override FindingText NotInSlices(string addresses, int count) => new(
        $"{addresses}: DNS에는 있지만 EndpointSlice에는 없다",
        "사라진 파드는 오래된 응답이 만료될 때까지 DNS에 남는다. 또는 다른 서비스나 다른 시점의 EndpointSlice이다.",
        "TTL 뒤에 다시 조회한다: --wait");

    public override string Unlisted(string address) => $"{address}: DNS에 있음, EndpointSlice에 없음";

    public override string Endpoint(string pod, string address, bool isReady, bool isTerminating, bool isInDns) =>
        $"{pod} {address}: {(isReady ? "Ready" : "Ready 아님")}{(isTerminating ? ", 종료 중" : string.Empty)}, {(isInDns ? "DNS에 있음" : "DNS에 없음")}";

    public override FindingText OrdinalGap(string pods, int count) => new(
        $"{pods} 파드의 DNS 레코드가 없다",
        "StatefulSet은 파드에 빈 번호를 두지 않고, 서비스는 Ready 상태인 파드만 공개한다. 따라서 아직 준비되지 않았을 가능성이 높다.",
        BeforeReady);

    public override FindingText SwarmVirtualAddress(string name, string tasks) => new(
        $"{name}: Swarm 서비스의 가상 주소이다. {tasks} 이름을 쓴다",
        "Swarm은 서비스 이름에 주소 하나로 응답한다. 그 주소는 매번 태스크 하나로만 이어지고, 어느 복제본에서나 같다. 태스크 자체는 다른 이름에 있다.",
        $"ServiceName = \"{tasks}\"   # 또는 서비스에 endpoint_mode: dnsrr");

    public override FindingText OneOfOwnAddresses(string named, string others, bool isCluster) => new(
        $"응답에 {named} 하나뿐이고, 이 머신의 여러 주소 가운데 하나이다",
        $"모든 복제본이 함께 가진 가상 주소(Swarm 서비스, keepalived, IPVS)일 수 있으므로, 혼자라는 증거가 아니다. 같은 주소 체계의 다른 주소: {others}.",
        isCluster ? PodVariables : "SelfAddresses = 다른 쪽에서 이 프로세스에 닿는 주소(--self). Swarm 서비스라면 tasks.NAME을 질의한다");

    public override FindingText PodName(string name, string service) => new(
        $"{name}: 서비스가 아니라 파드 하나의 이름이다",
        "헤드리스 서비스의 파드에는 자기 이름이 있고, 그 이름에는 이 파드 하나만 있다. 서비스의 이름에는 모든 파드가 있다.",
        $"ServiceName = \"{service}\"");

    public override string OrdinalsSeen(string pods) => $"레코드가 있는 파드: {pods}";
}
