using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class Korean
{
    public override string Demo => "이 머신 안의 헤드리스 서비스. 파드와 장애를 보여 준다. 설치할 것이 없다";
    public override IReadOnlyList<Example> DemoExamples =>
    [
        new("headless-peers demo", "살아 있는 표, 2분 이내"),
        new("headless-peers demo -o json", "파드마다의 이벤트를 JSON 줄로"),
        new("headless-peers demo --lang ko > demo.txt", "이야기를 글줄로"),
    ];

    public override IReadOnlyList<string> DemoExits =>
    [
        "0    모든 약속을 지켰거나, Ctrl+C 또는 SIGTERM으로 끝났다",
        "1    약속 하나가 깨졌다",
        "2    잘못된 사용, 또는 루프백 주소 127.0.1.x가 없다",
        "70   도구의 버그",
    ];

    public override string DemoNeedsLoopback(string why) => $"데모에는 127.0.1.11부터의 루프백 주소가 필요하다(Linux와 Windows에는 있다): {why}";
    public override string DemoTitle(string service, string server) => $"DNS {server} (UDP, TCP) · TTL 2초 · 파드마다 HTTP 서버 하나";
    public override IReadOnlyList<string> DemoColumns => ["파드", "주소", "상태", "보이는 파드", "TTL", "응답", "마지막 변화"];

    public override string DemoStart => "파드 3개 시작";
    public override string DemoLesson => "왜 헤드리스인가: 이름 하나, 주소 하나, 파드 하나";
    public override string DemoScaleTo(int count) => Say($"{count}개로 조정");
    public override string DemoRolling => "모든 파드를 차례로 교체";
    public override string DemoBlip => "잠깐의 NXDOMAIN";
    public override string DemoOutage => "10초 동안의 DNS 장애: SERVFAIL, 그다음 침묵";

    public override string DemoOneAddress(string service, string address) => $"{service}, 같은 파드를 ClusterIP 뒤에 두면 주소가 하나이다: {address}";
    public override string DemoAddresses(string service, int count) => Say($"{service}, 헤드리스: 주소 {count}개, 파드마다 하나");
    public override string DemoPlainCall(string service, string pod) => $"http://{service}/ 를 한 번 호출하면 {pod} 하나에만 닿는다";
    public override string DemoCallAll(int answered, int asked) => Say($"모든 피어를 호출하면(CallAllAsync) {asked}개 중 {answered}개에 닿는다");

    public override string DemoFresh => "최신";
    public override string DemoState(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "미확인",
        { IsStale: true } => "오래됨",
        { Held.IsEmpty: false } => Say($"보류 {snapshot.Held.Length}"),
        { Count: 0, Members.IsEmpty: true } => "비어 있음",
        _ => "찾음",
    };

    public override string DemoAnswered(Call? call) => call is null ? string.Empty : $"응답 {call}";
    public override string DemoAgreed(TimeSpan agreement, int answered, int asked) => Say($"{agreement.TotalSeconds:0.0}초 만에 모두 일치 · 호출 {asked}번 중 {answered}번 응답");
    public override string DemoNow(int truth, int library, int takeLastAnswer, int dropOnError) =>
        Say($"지금   실제 {truth} · 이 라이브러리 {library} · 마지막 답을 그대로 {takeLastAnswer} · 오류면 버림 {dropOnError}");

    public override string DemoAgo(TimeSpan since) => Say($"{since.TotalSeconds:0}초");

    public override string DemoTooLong(TimeSpan most) => Say($"데모가 {most.TotalSeconds:0}초 안에 끝나지 않았다");
    public override string DemoNoAgreement(string step, TimeSpan waited, string seen) => Say($"{step}: {waited.TotalSeconds:0}초 안에 일치하지 않았다: {seen}");
    public override string DemoNotAnswered(string step, int silent, int asked) => Say($"{step}: 호출 {asked}번 중 {silent}번이 응답하지 않았다");
    public override string DemoFalseRemoval(int count) => Say($"있는 피어가 {count}번 제거되었다");
    public override string DemoNotMet(string step) => $"{step}: 장애를 알아채지 못한 파드가 있다";

    public override string DemoHeld => "모든 약속을 지켰다.";
    public override string DemoBroken => "약속 하나가 깨졌다.";
    public override string DemoInterrupted => "이야기 도중에 끝났다. 그때까지 깨진 약속은 없다.";
    public override string DemoChangesSeen(int count) => Say($"본 변화: {count}");
    public override string DemoFalseRemovals(int library, int takeLastAnswer, int dropOnError) =>
        Say($"잘못된 제거: {library} (마지막 답을 그대로: {takeLastAnswer} · 오류면 버림: {dropOnError})");

    public override string DemoCalls(int answered, int asked) => Say($"응답한 호출: {asked}번 중 {answered}번");
    public override string DemoAgreementTitle => "변화부터 모든 파드가 일치할 때까지:";
    public override string DemoTook(TimeSpan elapsed) => Say($"걸린 시간 {elapsed.TotalSeconds:0}초");
}
