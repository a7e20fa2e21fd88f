using System.Collections.Immutable;
using HeadlessDiscovery.Diagnosis;
using HeadlessDiscovery.Tool.Commands.Doctor;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class Korean
{
    public override FindingLanguage Findings => FindingLanguage.Korean;

    public override CommandHelp Doctor => new(
        "왜 이 피어들이 나열되는지, 무엇을 바꾸면 되는지 설명한다",
        [
            new("headless-peers doctor orders-headless --port 5000 --expect 5", "왜 5개가 아닌가? 각 피어에 연결도 해 본다"),
            new("kubectl get endpointslices -l kubernetes.io/service-name=orders-headless -o json | headless-peers doctor orders-headless --endpointslices -", "파드별로 비교한다"),
            new($"headless-peers doctor orders-headless --wait --ignore {FindingCatalogue.LineIgnored} --strict -o json", "스크립트용. 경고가 하나라도 있으면 종료 코드 1"),
        ],
        [
            "0    오류가 없다",
            "1    오류가 하나 이상 있다. --strict면 경고도 포함한다",
            "2    잘못된 사용",
            "3    DNS 조회가 실패했다: 피어는 정상일 수 있다",
            "70   도구의 버그",
            "130  Ctrl+C, 143 SIGTERM",
        ]);

    public override string OptionSamples => "네임 서버마다 따로 질의하는 횟수. 1~100 [기본값: 5]";
    public override string OptionWait => "TTL이 지난 뒤 한 번 더 조회한다. 잠깐의 지연과 계속되는 장애를 가려낸다";
    public override string OptionAll => "한 후보가 응답한 뒤에도 모든 후보를 조회한다";
    public override string OptionIgnore => "이 코드의 진단을 뺀다. 여러 번 줄 수 있다";
    public override string OptionStrict => "경고도 오류로 친다";
    public override string OptionEndpointSlices => "'kubectl get endpointslices -o json'의 출력. 파드별로 비교한다. -는 표준 입력";
    public override string NotACode(string where, string text) => $"{where} '{text}': 진단 코드가 아니다. 예: {FindingCatalogue.OrdinalGap}";
    public override string NotEndpointSlices(string path, string why) => $"--endpointslices '{path}': EndpointSlice로 읽을 수 없다. {why}";
    public override string SlicesOfAnother(string path, string owner, string service) => $"--endpointslices '{path}': '{service}'가 아니라 {owner}의 EndpointSlice이다. 이 서비스의 것을 주거나, 그 서비스의 이름을 준다.";
    public override string SlicesOfMany(string path, IReadOnlyList<string> owners, string service) => $"--endpointslices '{path}': {Some(owners)}의 EndpointSlice가 함께 있고, '{service}'로는 어느 것인지 알 수 없다. 서비스 하나의 것만 준다: kubectl -n NAMESPACE get endpointslices -l kubernetes.io/service-name=NAME -o json";
    public override string MoreEvidence(int more) => Say($"… 외 {more}줄: -v");
    public override string KubectlExample => "다음 명령의 출력을 준다: kubectl get endpointslices -l kubernetes.io/service-name=NAME -o json";

    protected override string Counted(DoctorReport report, int seen)
    {
        var self = report.Examined.Told.Self == SelfPresence.Present;
        var trouble = Trouble(report);
        var seeing = Say($"피어 {seen}개{(self ? "와 자기 자신이" : "가")} 보인다");
        return report.Examined.Evidence.Expected switch
        {
            { } count when seen < count => Say($"피어 {count}개 중 {seen}개. {seeing}. 기대한 피어는 {count}개이다."),
            { } count when seen > count => Say($"{seeing}. 기대한 {count}개보다 많다.{trouble}"),
            { } count => Say($"피어 {count}개 모두{(self ? "와 자기 자신이" : "가")} 보인다.{trouble}"),
            _ when IsAlone(report, seen) => Say($"혼자이다: DNS에는 자기 자신밖에 없다(검증된 응답 {report.Examined.Verified}번).{trouble}"),
            _ => $"{seeing}.{trouble}",
        };
    }

    private static string Trouble(DoctorReport report) => Foremost(report) switch
    {
        null => string.Empty,
        { Code: FindingCatalogue.PortRefused } => Say($" {Count(report, PortState.Refused)}개가 포트 연결을 거절한다."),
        { Code: FindingCatalogue.PortSilent } => Say($" {Count(report, PortState.Silent)}개가 포트에서 응답하지 않는다."),
        { } finding => $" {finding.Title}.",
    };

    public override string DoctorEnd(DoctorReport report) =>
        Say($"오류 {report.Count(FindingSeverity.Error)}개, 경고 {report.Count(FindingSeverity.Warning)}개, 참고 {report.Count(FindingSeverity.Info)}개 · {report.Examined.Duration.TotalSeconds:0.0}초 · 종료 코드 {report.ExitCode} · 스크립트용: -o json");

    public override string WhyTitle => "원인";
    public override string CheckedTitle => "확인한 것";
    public override string Look => "확인";
    public override string Fix => "해결";
    public override string More => "설명";
    public override string Confidence(FindingConfidence confidence) => confidence switch
    {
        FindingConfidence.Certain => "확실",
        FindingConfidence.Likely => "가능성 높음",
        _ => "가능성 있음",
    };

    public override string NotChecked(string why) => $"확인하지 않음: {why}";
    public override string BecauseLookupFailed => "조회가 실패했다";
    public override string BecauseNobody => "응답에 다른 파드가 없다";
    public override string BecauseNoIdentity => "자신을 밝히거나 존 일련번호가 있는 서버가 없다";
    public override string BecauseNoPort => "포트를 모른다(--port N 또는 --srv NAME)";
    public override string BecauseNotTcp => "TCP 포트가 아니다";
    public override string BecauseNotGiven(string option) => $"주지 않았다({option})";
    public override string BecauseNoPodNames(string? result) => $"주소가 하나이고, {(result is null or "answer" ? "파드의 SRV 레코드가 없다" : $"SRV 레코드가 없다: {(result == "abandoned" ? "제때 응답이 없다" : Reason(result))}")}";
    public override string CheckedConfiguration(ResolverConfiguration configuration) =>
        Say($"서버 {configuration.NameServers.Length}개 · ndots {configuration.Ndots} · 검색 목록 {(configuration.Search.IsEmpty ? None : string.Join(' ', configuration.Search))}");

    public override string CheckedName(LookupExplanation explanation) => explanation.Name is { } name
        ? Say($"{CandidateOf(explanation.Plan.Candidates.IndexOf(name) + 1, explanation.Plan.Candidates.Length)}가 응답했다: {name}")
        : Say($"후보 {explanation.Plan.Candidates.Length}개, 주소가 있는 이름이 없다");

    public override string CheckedCandidate(LookupExplanation explanation) => explanation.Outcome == LookupOutcome.Found
        ? Say($"{explanation.Plan.ServiceName} {Peers(explanation.Peers.Length)}")
        : $"{explanation.Plan.ServiceName} {Reason(explanation.Reason.ToCode())}";

    public override string CheckedServers(int servers, int queries, int answers) => Say($"서버 {servers}개, 질의 {queries}번, 응답 {answers}번");
    public override string CheckedReplicas(ServerInspection? inspection) => PerServer(inspection, server =>
        $"{(Identity(server) is { Count: > 0 } names ? $"응답한 곳 {Some(names)}" : "서버가 자신을 밝히지 않는다")}{(server.Serials.IsEmpty ? string.Empty : $". 존 일련번호 {Some(Serials(server))}")}");

    public override string CheckedAnswer(LookupExplanation explanation) => $"{(explanation.IsTruncated ? Truncated : Complete)}. id, 질의, 보낸 곳이 맞다. {(explanation.Ttl is { } ttl ? Ttl(ttl) : "TTL 없음")}";
    public override string CheckedKind(LookupExplanation explanation, ServerInspection? inspection) =>
        !explanation.HostNames.IsEmpty ? Say($"헤드리스: SRV 대상 {explanation.HostNames.Length}개가 파드이고 별칭이 없다")
        : inspection?.ReverseNames is [{ Names: { IsEmpty: false } names } one, ..] ? $"{one.Address} 주소의 이름은 {Some(names)} (PTR)"
        : explanation.Peers.Length > 1 ? Say($"이름 하나에 주소 {explanation.Peers.Length}개, 별칭 없음. 파드 이름(SRV)은 없다")
        : "이 파드가 있고 별칭이 없다. 파드 이름(SRV)은 없다";

    public override string CheckedClient => "클라이언트이다(--client)";
    public override string CheckedSelf(string? address, string source) => $"{address} (출처 {source}) 주소가 응답에 있다";
    public override string CheckedMembers(int seen, int? expected) => expected is { } count ? Say($"기대한 {count}개 중 {seen}개") : Say($"{seen}개. 비교할 수를 주지 않았다(--expect N)");
    public override string CheckedPorts(ImmutableArray<PortProbe> ports, int peers) => ports.IsEmpty
        ? string.Empty
        : Say($"{ports.Length}개 중 {ports.Count(probe => probe.State == PortState.Open)}개가 TCP를 받는다{(ports.Length < peers ? Say($"({peers - ports.Length}개는 시도하지 않았다)") : string.Empty)}. 가장 느린 것 {ports.Max(probe => probe.Duration).TotalMilliseconds:0.0} ms");

    public override string CheckedSlices(ImmutableArray<SliceEndpoint> endpoints) =>
        Say($"엔드포인트 {endpoints.Length}개를 DNS와 비교했다{(Terminating(endpoints) is { Count: > 0 } leaving ? Say($". 종료 중 {leaving.Count}개: {Some(leaving)}") : string.Empty)}");

    public override CommandHelp Explain => new(
        "진단 하나의 설명을 네트워크 없이 표시한다",
        [
            new($"headless-peers explain {FindingCatalogue.OrdinalGap}", "왜 생기는지, 무엇을 보고 무엇을 바꾸는지"),
            new("headless-peers explain 302 --lang ko", "한국어로"),
            new("headless-peers explain exit-codes", "종료 코드의 뜻"),
        ],
        QuietExits);

    public override string CodeArgument => $"{FindingCatalogue.OrdinalGap} 같은 진단 코드, 또는 exit-codes";
    public override string CodeMissing => $"코드가 없다. 예: {FindingCatalogue.OrdinalGap}, exit-codes";
    public override IReadOnlyList<string> ExitCodesExplained =>
    [
        "0 예: resolve가 --expect 이상의 피어를 찾았다, doctor가 오류를 찾지 못했다, wait가 준비되었다. watch와 demo는 정상으로 끝났다.",
        "1 아니오(검증된 응답): 피어가 없거나 --expect보다 적다, doctor가 오류를 찾았다, wait에 피어가 모자란다. demo는 약속이 깨졌다.",
        "2 잘못된 사용: 무엇이 맞는지 메시지가 알려 준다.",
        "3 DNS 조회가 실패했다: 믿을 수 있는 응답을 준 네임 서버가 없다. 피어는 정상일 수 있으므로 '아니오'로 읽으면 안 된다.",
        "70 도구의 버그: 표준 오류에 한 줄, -v를 주면 스택까지 나온다.",
        "130과 143은 Ctrl+C와 SIGTERM이다. watch와 demo에서는 정상적인 끝이므로 0이다.",
    ];

    public override CommandHelp Wait => new(
        "멤버가 충분히 있으면 끝난다. 초기화 컨테이너용이다",
        [
            new("headless-peers wait orders-headless --min 3", "이 파드를 포함해 파드 3개가 보일 때까지"),
            new("headless-peers wait postgres --client --min 1 --for 5m", "초기화 컨테이너에서: 다른 서비스에 파드가 생길 때까지"),
            new("headless-peers wait orders-headless --min 3 --stable 10s -o json", "끝에 JSON 하나"),
        ],
        [
            "0    준비되었다: 멤버가 있고 그대로 있었다",
            "1    검증된 응답: 혼자이거나 모자란다",
            "2    잘못된 사용",
            "3    알 수 없다: 조회가 실패했거나 아무 파드도 없다. 혼자 클러스터를 만들면 안 된다",
            "70   도구의 버그",
            "130  Ctrl+C, 143 SIGTERM",
        ]);

    public override string OptionMinimum => "있어야 하는 멤버 수(피어와 이 파드) [기본값: 1]";
    public override string OptionWaitFor => "기다리는 시간. 24h까지 [기본값: 60s]";
    public override string OptionStable => "끊김 없이 있어야 하는 시간 [기본값: 5s]";
    public override string StableTooLong(string text) => $"--stable {text}: --for보다 길어서 성공할 수 없다.";
    public override string Waited(PeerReadiness ended, TimeSpan waited)
    {
        var members = ended.Snapshot.Members.Length;
        return ended.Reason switch
        {
            PeerReadinessReason.Ready => Say($"준비됨: 필요한 {ended.Minimum}개에 멤버 {members}개, {waited.TotalSeconds:0.0}초 만에."),
            PeerReadinessReason.Alone => Say($"혼자이다: DNS에는 자기 자신밖에 없다. {ended.Minimum}개가 필요하고 {waited.TotalSeconds:0.0}초 기다렸다."),
            PeerReadinessReason.TooFew => Say($"모자란다: 멤버 {ended.Minimum}개 중 {members}개, {waited.TotalSeconds:0.0}초 기다렸다."),
            _ when ended.Snapshot.LastOutcome == LookupOutcome.Empty => Say($"알 수 없다: DNS에 자기 자신을 포함해 파드가 하나도 없다. {waited.TotalSeconds:0.0}초 기다렸다. 혼자 클러스터를 만들면 안 된다."),
            _ => Say($"알 수 없다: {Reason(ended.LookupReason.ToCode())}. {waited.TotalSeconds:0.0}초 기다렸다. 피어는 정상일 수 있다."),
        };
    }

    public override CommandHelp Manifest => new(
        "처음부터 맞는 헤드리스 서비스와 파드의 YAML을 출력한다",
        [
            new("headless-peers manifest orders-headless --port 5000", "서비스와 Deployment"),
            new("headless-peers manifest orders-headless --port 5000 --statefulset --replicas 5", "이름이 있는 파드"),
            new("headless-peers manifest orders-headless --port 5000 --image orders:1.2 | kubectl apply -f -", "바로 적용한다"),
        ],
        QuietExits);

    public override string OptionManifestPort => "피어의 포트";
    public override string OptionStatefulSet => "Deployment 대신 StatefulSet. 파드마다 이름이 있다";
    public override string OptionReplicas => "파드 수 [기본값: 3]";
    public override string OptionImage => "컨테이너 이미지 [기본값: 애플리케이션 이름에 :latest]";
    public override string NotAnObjectName(string text) => $"'{text}': 서비스 이름이 아니다. 영문 소문자로 시작하고 소문자, 숫자, '-'로 된 63자 이하여야 하며 네임스페이스는 쓰지 않는다.";
    public override string StatefulSetTooLong(string name, int most) => Say($"StatefulSet '{name}': 이름이 {name.Length}자이다. 파드마다 이름에 11자를 더한 레이블이 붙으므로 {most}자까지 쓸 수 있다. 더 짧은 이름을 쓴다.");
    public override string NotAnImage(string text) => $"--image '{text}': 이미지 이름이 아니다. 예: registry.example.com/orders:1.2";
    public override string YamlHeadless => "헤드리스: DNS가 모든 파드를 알려 준다.";
    public override string YamlPublish => "Ready 이전에 피어가 서로를 찾는다. 다른 클라이언트에게는 보통 서비스를 하나 더 준다.";
    public override string YamlPodIp => "자기 주소.";
    public override string YamlServiceName => "파드마다 DNS 이름을 준다.";
    public override string YamlParallel => "서로를 기다리는 파드는 함께 시작해야 한다.";
}
