using System.Globalization;

namespace HeadlessDiscovery.AspNetCore.Text;

internal sealed class KoreanWords : Words
{
    public override string Code => "ko";
    public override (string Code, string Word) Other => ("en", "English");
    public override FindingLanguage Findings => FindingLanguage.Korean;
    public override string Services => "서비스";
    public override string NoServices => "등록된 헤드리스 피어가 없다. 서비스 컬렉션에 AddHeadlessPeers를 호출한다.";
    public override string Service => "서비스";
    public override string State => "상태";
    public override string Fresh => "최신";
    public override string StaleSince => string.Empty;
    public override string StaleSinceEnd => "UTC부터";
    public override string NoAnswerYet => "아직 검증된 응답이 없음";
    public override string ThisPod => "이 파드";
    public override string NotKnown => "알 수 없음";
    public override string Fingerprint => "지문";
    public override string FingerprintHint => "지문이 같은 파드는 같은 구성원을 본다";
    public override string Name => "이름";
    public override string LastAnswer => "마지막 응답";
    public override string Ago => "전";
    public override string Second => "초";
    public override string Minute => "분";
    public override string Hour => "시간";
    public override string ValidFor => "남은 유효 시간";
    public override string Live => "실시간";
    public override string Reconnecting => "다시 연결하는 중";
    public override string NoScript => "자바스크립트가 없으면 이 페이지는 스스로 갱신되지 않는다.";
    public override string Reload => "새로 고침";
    public override string FindingsTitle => "진단";
    public override string Fix => "해결";
    public override string Look => "확인";
    public override string Copy => "복사";
    public override string Copied => "복사됨";
    public override string PeersTitle => "피어";
    public override string Peer => "피어";
    public override string Host => "호스트";
    public override string Since => "언제부터(UTC)";
    public override string Present => "있음";
    public override string Held => "보류";
    public override string HeldHint => "보류: 최근 응답에 없지만, 제거가 확인될 때까지 유지한다.";
    public override string New => "새 피어";
    public override string SelfWord => "이 파드";
    public override string FromTheStart => "시작부터";
    public override string Unresolved => "끝난 DNS 조회가 아직 없다. 피어에 대해서는 아무것도 알 수 없다. 혼자라는 뜻이 아니다.";
    public override string Alone => "이 파드뿐이다. 검증된 응답에 이 파드만 있다. DNS에 피어가 등록되면 곧바로 여기에 표시된다.";
    public override string Uncertain => "DNS에 주소 하나만 있고, 이 머신의 여러 주소 가운데 하나이다. 모든 복제본이 함께 가진 가상 주소일 수 있으므로, 혼자가 아닐 수 있다. SelfAddresses나 POD_IP를 설정한다.";
    public override string Nobody => "검증된 응답에 파드가 하나도 없다. 준비된 파드가 없거나 서비스 이름이 다르다. DNS에 피어가 등록되면 곧바로 여기에 표시된다.";
    public override string NobodyQueried(string notQueried) => $"DNS에 파드가 하나도 없다. 준비된 파드가 없거나 서비스 이름이 다르다. {notQueried}: 클러스터 도메인 밖이라 조회하지 않았다. 이 이름을 뜻했다면 끝에 점을 붙여 쓰거나 RequireClusterSuffix = false로 한다.";
    public override string Truncated => "응답이 잘렸다. DNS가 나열할 수 있는 것보다 피어가 많다.";
    public override string LookupTitle => "마지막 조회";
    public override string Candidate => "이름";
    public override string Result => "결과";
    public override string Server => "서버";
    public override string Took => "걸린 시간";
    public override string Records => "레코드";
    public override string NotAsked => "조회하지 않음";
    public override string PinnedHint => "전에 응답한 이름만 조회한다.";
    public override string LeftOut => "제외";
    public override string NoLookup => "끝난 조회가 아직 없다.";
    public override string NobodyAsked => "피어는 StaticPeers 옵션의 목록이다. 질의하지 않는다.";
    public override string Configuration => "리졸버 설정";
    public override string Ignored => "줄";
    public override string HistoryTitle => "기록";
    public override string NoHistory => "애플리케이션이 시작한 뒤로 아무 일도 없었다.";
    public override string Time => "시각(UTC)";
    public override string What => "일어난 일";
    public override string PeersColumn => "피어 수";
    public override string TenMinutesAgo => "10분 전";
    public override string NowWord => "지금";
    public override string OptionsTitle => "옵션";
    public override string OnlyDefaults => "모든 옵션이 기본값이다.";
    public override string Option => "옵션";
    public override string Value => "값";
    public override string ReadOnly => "읽기 전용";
    public override string Joined => "들어옴";
    public override string Left => "나감";
    public override string StaleEvent => "오래됨: 조회 실패";
    public override string FreshEvent => "다시 최신";
    public override string HeldEvent => "보류";
    public override string HeldNoMore => "보류된 피어가 없음";
    public override string NameEvent => "조회된 이름이 바뀜:";
    public override string SelfEvent => "이 파드:";
    public override string FirstSeen => "첫 응답:";
    public override string NoPeersEvent => "피어 없음";
    public override string StaleFor => "오래됨:";
    public override string StaticList => "고정 목록";
    public override string NextTryIn => "다음 시도:";
    public override string NextTryInEnd => " 뒤";
    public override string NextLookupIn => "다음 조회:";
    public override string TryingNow => "지금 시도하는 중";
    public override string ClusterTitle => "모든 파드";
    public override string ClusterOff => "각 파드가 보는 것을 표시한다. Development 환경 밖에서는 꺼져 있다. 켜려면:";
    public override string ClusterOpen => "모든 파드의 페이지를 조회";
    public override string ClusterClose => "닫기";
    public override string EveryQuarterMinute => "열려 있는 동안 15초마다";
    public override string Filter => "필터";
    public override string Pod => "파드";
    public override string Version => "버전";
    public override string AnswerAge => "응답 후 경과";
    public override string Reached => "연결 가능";
    public override string LastFailure => "마지막 실패";
    public override string Differs => "다름";
    public override string Yes => "예";
    public override string No => "아니요";
    public override string PeersUnknown => "피어 수 알 수 없음";
    public override string LastKnown => "마지막으로 확인됨";
    public override string LastKnownHint => "마지막으로 확인된 피어이다. DNS 조회가 실패하므로 그 뒤에 들어오거나 나간 피어는 알 수 없다.";
    public override string LastFailed => "마지막";
    public override string FiveMinutesAgo => "5분 전";

    public override string Peers(int count) => string.Create(CultureInfo.InvariantCulture, $"피어 {count}개");

    public override string More(int count) => string.Create(CultureInfo.InvariantCulture, $"외 {count}개");

    public override string Strip(int least, int most, int now, bool isSinceStart) => least == most
        ? string.Create(CultureInfo.InvariantCulture, $"{(isSinceStart ? "시작 이후" : "최근 10분")}의 피어 수: 계속 {now}개.")
        : string.Create(CultureInfo.InvariantCulture, $"{(isSinceStart ? "시작 이후" : "최근 10분")}의 피어 수: {least}개에서 {most}개 사이, 지금 {now}개.");

    public override string Undecided(string reason) => $"DNS 조회가 실패했다({reason}). 피어에 대해서는 아무것도 알 수 없다. 피어에는 문제가 없을 수 있다. 혼자라는 뜻이 아니다.";

    public override string Failed(long times) => string.Create(CultureInfo.InvariantCulture, $"조회 {times}번 실패");

    public override string Counted(long lookups, long failed) => string.Create(CultureInfo.InvariantCulture, $"시작 이후: 조회 {lookups}번, 실패 {failed}번");

    public override string Confirmed(int confirmations, int needed) => string.Create(CultureInfo.InvariantCulture, $"응답 {needed}개 중 {confirmations}개");

    public override string PodState(string? code) => code switch { "stale" => "▲ 오래됨", "unresolved" => "○ 아직 응답 없음", "empty" => "● 최신, 비어 있음", null => "–", _ => "● 최신" };

    public override string Reported(int times, string? reporter) => string.Create(CultureInfo.InvariantCulture, $"{reporter ?? "애플리케이션"}에서 연결 실패 {times}번 보고");

    public override string StaleFamily(PeerFamily? family) => family switch { PeerFamily.IPv4 => "IPv4만, ", PeerFamily.IPv6 => "IPv6만, ", _ => string.Empty };

    public override string Agreement(int agreeing, int differing, int unread) => string.Create(CultureInfo.InvariantCulture, $"{agreeing}개 일치, {differing}개 다름, {unread}개 알 수 없음");

    public override string Self(SelfPresence self) => self switch
    {
        SelfPresence.Present => "DNS에 있음",
        SelfPresence.Absent => "아직 DNS에 없음",
        SelfPresence.Lost => "더는 DNS에 없음",
        _ => "DNS에 있는지 아직 알 수 없음",
    };
}
