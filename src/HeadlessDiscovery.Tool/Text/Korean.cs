using System.Globalization;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class Korean : Words
{
    public override string Tool => "쿠버네티스 헤드리스 서비스의 모든 파드를 DNS만으로 찾는다.";
    public override string Usage => "사용법:";
    public override string Arguments => "인수:";
    public override string CommandsTitle => "명령:";
    public override string OptionsTitle => "옵션:";
    public override string ExamplesTitle => "예:";
    public override string ExitCodesTitle => "종료 코드:";
    public override string MoreHelp => "명령별 옵션과 종료 코드는 'headless-peers 명령 --help'로 본다.";
    public override string ServiceArgument => "서비스 이름: 짧은 이름(orders), 네임스페이스를 붙인 이름(orders.shop), 점으로 끝나는 완전한 이름";
    public override string TrailingCommand => "피어가 바뀔 때마다 실행한다. 이벤트 JSON을 표준 입력으로 받는다";
    public override string OptionHelp => "이 도움말";
    public override string OptionVersion => "도구의 버전";

    public override string OptionOutput => "출력 형식. plain은 한 줄에 address[:port] 하나 [기본값: table]";
    public override string OptionJson => "-o json과 같다";
    public override string OptionColor => "auto: NO_COLOR, TERM=dumb, 리디렉션이면 색을 쓰지 않는다 [기본값: auto]";
    public override string OptionLanguage => "안내문의 언어 [기본값: HEADLESS_PEERS_LANG, LC_ALL, LANG]";
    public override string OptionVerbose => "모든 질의, 라이브러리 로그, 예기치 않은 오류의 스택까지 출력한다";
    public override string OptionQuiet => "결과만 출력한다. 머리글, 바닥글, 경고가 없다";
    public override string OptionPort => "피어의 포트";
    public override string OptionSrv => "SRV 레코드 _NAME._tcp를 조회한다. 피어마다 포트와 호스트 이름을 알 수 있다";
    public override string OptionFamily => "조회할 주소 체계 [기본값: auto, 이 파드의 첫 주소의 체계]";
    public override string OptionServer => "resolv.conf 대신 쓸 네임 서버. 여러 번 줄 수 있다";
    public override string OptionResolvConf => "리졸버 설정 파일 [기본값: /etc/resolv.conf]";
    public override string OptionNdots => "점이 이만큼 있으면 이름을 그대로 먼저 조회한다. 0~15";
    public override string OptionNoSearch => "이름을 그대로 조회한다. 검색 도메인을 붙이지 않는다";
    public override string OptionAllSuffixes => "클러스터 밖의 검색 도메인도 응답할 수 있게 한다";
    public override string OptionTimeout => "서버에 한 번 질의할 때의 제한 시간: 500ms, 5s, 2m [기본값: resolv.conf]";
    public override string OptionAttempts => "서버 전체를 도는 횟수. 1~5 [기본값: resolv.conf]";
    public override string OptionSelf => "자기 주소. 여러 번 줄 수 있다 [기본값: POD_IPS, POD_IP, 없으면 인터페이스]";
    public override string OptionClient => "이 머신은 서비스의 파드가 아니라 클라이언트이다";
    public override string OptionIncludeSelf => "자기 주소도 피어 목록에 넣는다";
    public override string OptionExpect => "있어야 하는 최소 피어 수(자신 제외)";

    public override string CommandMissing => "명령이 없다. 다음 중 하나를 쓴다:";
    public override string ServiceMissing => "서비스 이름이 없다. 예: orders-headless";
    public override string Error(string message) => $"오류: {message}";
    public override string SeeHelp(string command) => $"'{command} --help'를 참고한다.";
    public override string UnknownCommand(string text) => $"'{text}': 없는 명령이다.";
    public override string UnknownArgument(string text) => $"'{text}': 여기서 쓸 수 없는 인수이다.";
    public override string DidYouMean(IReadOnlyList<string> known) => $"혹시 {string.Join(", ", known.Select(text => $"'{text}'"))}을(를) 찾으셨나요?";
    public override string ValueMissing(string option) => $"{option}: 값 하나가 필요하다.";
    public override string NotANumber(string option, string text, int least, int most) => most == int.MaxValue
        ? Say($"{option} '{text}': {least} 이상의 정수여야 한다.")
        : Say($"{option} '{text}': {least}부터 {most}까지의 정수여야 한다.");

    public override string NotADuration(string option, string text) => $"{option} '{text}': 0보다 큰 시간이어야 한다. 예: 500ms, 5s, 2m";
    public override string OutOfRange(string option, string text, string least, string most) => $"{option} {text}: {least}부터 {most}까지여야 한다.";
    public override string NotAChoice(string option, string text, IReadOnlyList<string> known) => $"{option} '{text}': 다음 중 하나여야 한다: {string.Join(", ", known)}";
    public override string NotAnAddress(string option, string text, bool withPort) => withPort
        ? $"{option} '{text}': 주소(포트는 선택)여야 한다. 예: 10.96.0.10, 10.96.0.10:5353, [fd00::a]:53"
        : $"{option} '{text}': 주소여야 한다. 예: 10.244.2.9, fd00::9";

    public override string NotAServiceName(string text) => Peer.TryParse(text, out _)
        ? $"'{text}': 주소이다. 서비스 이름을 준다. 예: orders-headless, orders-headless.shop"
        : $"'{text}': 서비스 이름이 아니다. 영문자, 숫자, '-'로 된 63자 이하의 레이블을 점으로 잇는다. 예: orders-headless, orders-headless.shop.svc.cluster.local.";

    public override string MoreThanAName(string text, string meant) => $"'{text}': 서비스 이름만 준다. 이렇게 쓴다: {meant}";

    public override string NotAPortName(string text) => $"--srv '{text}': 포트 이름이 아니다. 예: peer, _peer._tcp";
    public override string NotTogether(string one, string other) => $"{one}, {other}: 함께 쓸 수 없다. 하나만 준다.";
    public override string NoCommandHere(string command) => $"{command}: '--' 뒤의 명령은 watch에서만 쓸 수 있다.";

    public override string NotWritten(string why) => $"결과를 표준 출력에 모두 쓰지 못했다: {why}";

    public override string Bug(string type, string message) => $"예기치 않은 오류, headless-peers의 버그이다: {type}: {message} (-v를 주면 스택을 출력한다)";

    public override string Peers(int count) => Say($"피어 {count}개");
    public override string PeersAndSelf(int count) => Say($"피어 {count}개 + 자신");
    public override string NoPeers(string? reason, IReadOnlyList<string> notQueried) => notQueried.Count == 0
        ? $"피어가 없다: {Reason(reason)}. 검증된 응답이다."
        : $"피어가 없다: {Reason(reason)}. {Some(notQueried)}: 클러스터 도메인 밖이라 조회하지 않았다. 이 이름을 뜻했다면 끝에 점을 붙여 쓰거나 --all-suffixes(RequireClusterSuffix = false)를 준다.";
    public override string NoProof(string? reason) => $"피어가 없다: {Reason(reason)}. 그러나 이를 증명하는 SOA 레코드가 없다. 중간에서 레코드를 잃었을 수 있다.";
    public override string CouldNotAsk(string? reason) => $"DNS 조회가 실패했다: {Reason(reason)}. 피어는 정상일 수 있다.";
    public override string FewerThanExpected(int seen, int expected) => Say($"기대한 피어 {expected}개 중 {seen}개가 보인다.");
    public override string Note(string text) => $"경고: {text}";
    public override string Reason(string? code) => code switch
    {
        "nxdomain" => "그런 이름이 없다(NXDOMAIN)",
        "nodata" => "이름에 주소가 없다(NODATA)",
        "servfail" => "네임 서버가 실패했다(SERVFAIL)",
        "refused" => "네임 서버가 거절했다(REFUSED)",
        "formerr" => "네임 서버가 질의를 이해하지 못했다(FORMERR)",
        "notimp" => "네임 서버가 지원하지 않는다(NOTIMP)",
        "timeout" => "제때 응답한 네임 서버가 없다",
        "network" => "네임 서버에 닿을 수 없다",
        "malformed" => "응답을 읽을 수 없다",
        "unverified" => "부정 응답을 신뢰할 수 없는 네임 서버이다",
        "lame" => "그 이름을 맡지 않은 네임 서버이다",
        "truncated" => "응답이 TCP에도 다 들어가지 않는다",
        "familyFailed" => "한쪽 주소 체계의 응답이 없다",
        "noServers" => "설정된 네임 서버가 없다",
        "deadline" => "조회가 너무 오래 걸렸다",
        _ => "아직 응답이 없다",
    };

    public override string Fingerprint(string letters) => $"지문 {letters}";
    public override string Ttl(TimeSpan ttl) => Say($"TTL {ttl.TotalSeconds:0.###}초");
    public override string Via(string server) => $"서버 {server}";
    public override string CandidateOf(int index, int count) => Say($"후보 {count}개 중 {index}번째");
    public override string Complete => "완전한 응답";
    public override string Truncated => "잘린 응답";
    public override string SelfNote => "자신";
    public override string ColumnPeer => "피어";
    public override string ColumnHost => "호스트";
    public override string ColumnNote => "비고";
    public override string ColumnAsked => "질의";
    public override string ColumnType => "유형";
    public override string ColumnServer => "서버";
    public override string ColumnResult => "결과";
    public override string ColumnRecords => "레코드";
    public override string ColumnTime => "시간";
    protected override string LeftOut(string name, string why) => $"제외: {name}: {why}";

    public override string ExpandTitle(string name, int count) => Say($"{name}: 조회하는 순서대로 이름 {count}개");
    public override string NoQueryWasSent => "질의하지 않았다.";
    public override string None => "없음";
    public override string ConfigPath => "파일";
    public override string ConfigServers => "네임 서버";
    public override string ConfigSearch => "검색 목록";
    public override string ConfigOptions => "옵션";
    public override string ConfigDiagnostic(int line, string message) => line > 0 ? Say($"{line}행: {message}") : message;

    public override string Watching(string service) => $"{service} 지켜보는 중";
    public override string Unresolved => "아직 검증된 응답이 없다";
    public override string Joined => "들어왔다";
    public override string Gone => "나갔다(확인됨)";
    public override string HostIs(string name) => $"호스트 이름이 이제 {name}이다";
    public override string HeldUntilConfirmed => "보류: 응답에 없지만 아직 피어이다";
    public override string NamedAgain => "다시 응답에 있다";
    public override string StaleNow(string? reason) => $"{Reason(reason)}. 마지막 피어를 유지한다";
    public override string FreshAgain(TimeSpan after) => Say($"{after.TotalSeconds:0.0}초 만에 DNS가 복구되었다");
    public override string StaleMark => "오래됨";
    public override string HeldCount(int count) => Say($"보류 {count}개");
    public override string SelfIs(SelfPresence self) => self switch
    {
        SelfPresence.Present => "자기 주소가 응답에 있다",
        SelfPresence.Lost => "자기 주소가 응답에서 사라졌다: 종료 중이거나 더는 준비 상태가 아니다",
        SelfPresence.Absent => "자기 주소가 응답에 없다",
        _ => "자기 주소가 응답에 있는지 알 수 없다",
    };

    public override string NameIs(string name) => $"조회된 이름: {name}";
    public override string LookupTold(string outcome, string? reason) => reason is null ? $"조회: {outcome}" : $"조회: {outcome} ({reason})";
    public override string WatchEnd(long lookups, long failed, int joined, int gone) =>
        Say($"조회 {lookups}번, 실패 {failed}번 · 들어온 피어 {joined}개, 나간 피어 {gone}개");

    public override string CommandFailed(string command, int exitCode) => Say($"'{command}': 종료 코드 {exitCode}로 끝났다");
    public override string CommandNotStarted(string command, string why) => $"'{command}': 실행할 수 없다. {why}";
    public override string NeverAnswered(TimeSpan waited) => Say($"DNS 조회가 실패했다: {waited.TotalSeconds:0.###}초 안에 검증된 응답이 없었다. 피어는 정상일 수 있다.");
}
