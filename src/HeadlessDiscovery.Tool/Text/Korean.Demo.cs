using HeadlessDiscovery.Tool.Commands.Demo.Story;
using HeadlessDiscovery.Tool.Commands.Demo.World;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class Korean
{
    public override CommandHelp Demo => new(
        "이 머신 안의 헤드리스 서비스. 파드와 장애를 보여 준다. 설치할 것이 없다",
        [
            new("headless-peers demo", "실시간 화면, 2분 이내"),
            new("headless-peers demo -o json", "파드마다의 이벤트를 JSON 줄로"),
            new("headless-peers demo --lang ko > demo.txt", "진행 과정을 글줄로"),
        ],
        [
            "0    모든 약속을 지켰거나, Ctrl+C 또는 SIGTERM으로 끝났다",
            "1    약속 하나가 깨졌다",
            "2    잘못된 사용, 또는 루프백 주소 127.0.1.x가 없다",
            "70   도구의 버그",
        ]);

    public override string DemoNeedsLoopback(string why) => $"데모에는 127.0.1.11부터의 루프백 주소가 필요하다(Linux와 Windows에는 있다): {why}";
    public override string DemoTitle(string service, string server) => $"{service} · DNS {server} (UDP, TCP) · TTL 2초 · 파드마다 HTTP 서버 하나";
    public override string DemoFooter(string server) => $"DNS {server} · TTL 2초 · 파드마다 HTTP 서버 하나 · Ctrl+C로 종료";
    public override string DemoHeldMark => "2~ 제거가 확인될 때까지 유지";
    public override string DemoLegend => $"{DemoHeldMark} · 빨강: 살아 있는 파드를 잃음 · 노랑: 오래됨";

    public override StepText DemoStart => new(
        "파드 3개 시작",
        "파드 세 개가 시작되어 DNS만으로 서로를 찾는다. 아래 세 줄, 곧 파드 목록을 관리하는 세 방식을 보라.");

    public override StepText DemoLesson => new(
        "왜 헤드리스 서비스인가",
        "같은 파드를 orders는 ClusterIP로, orders-headless는 헤드리스로 공개한다. 호출 한 번이 파드 몇 개에 닿는지 보라.");

    public override StepText DemoScaleTo(int count) => new(
        Say($"{count}개로 조정"),
        count switch
        {
            0 => "마지막 파드가 떠난다. HeadlessDiscovery가 빈 목록을 확인한 뒤에야 믿는 것을 보라.",
            1 => "파드 다섯 개 중 네 개가 한꺼번에 떠난다. DNS 장애도 똑같이 보인다. 응답 3개와 15초로 확인하는 과정을 보라.",
            _ => Say($"서비스가 파드 {count}개로 늘어난다. 새 파드가 처음 나온 응답에서 바로 추가되는 것을 보라."),
        });

    public override StepText DemoRolling => new(
        "모든 파드의 롤링 업데이트",
        "파드 다섯 개를 하나씩 교체한다. 새 파드는 다음 응답에서 추가되고, 이전 파드는 응답 여러 개로 확인된 뒤 제거되는 것을 보라.");

    public override StepText DemoBlip => new(
        "잠깐의 NXDOMAIN",
        "파드 다섯 개가 모두 살아 있는데도 DNS가 잠시 이름이 없다고 응답한다. 어느 방식이 파드를 잃는지 보라.");

    public override StepText DemoOutage => new(
        "10초 동안의 DNS 장애",
        "DNS가 5초 동안 SERVFAIL로 실패하고, 이어서 5초 동안 응답하지 않는다. 파드 다섯 개는 모두 살아 있다. 어느 쪽의 호출이 실패하는지 보라.");

    public override string DemoStep(Chapter chapter) => Say($"{chapter.Number}/{chapter.Steps} {chapter.Step.Name}");

    public override string DemoOneAddress(string service, string address) => $"{service}, ClusterIP 서비스: 주소 하나, {address}";
    public override string DemoNotHeadless => "라이브러리가 경고한다: 모든 파드를 찾으려면 서비스에 'clusterIP: None'이 있어야 한다.";
    public override string DemoAddresses(string service, int count) => Say($"{service}, 헤드리스: 주소 {count}개, 파드마다 하나");
    public override string DemoPlainCall(string service, string pod) => $"http://{service}/ 를 한 번 호출하면 {pod} 하나에만 닿는다.";
    public override string DemoCallAll(int answered, int asked) => Say($"모든 피어를 호출하면(CallAllAsync) {asked}개 중 {answered}개에 닿는다.");

    public override IReadOnlyList<string> DemoContenders => ["HeadlessDiscovery", "마지막 응답을 그대로", "오류면 버림"];
    public override IReadOnlyList<string> DemoScoreColumns => ["목록에 있는 파드", "잘못 잃은 파드", "실패한 호출"];
    public override string DemoLive(int count) => Say($"살아 있는 파드 {count}개");
    public override string DemoList(Standing standing)
    {
        var list = standing switch
        {
            { Missing: > 0 } => Say($"{standing.Peers}, 살아 있는 {standing.Missing}개 빠짐"),
            { Held: 0 } => Say($"{standing.Peers}"),
            _ when standing.Held == standing.Peers => Say($"{standing.Peers}, 모두 확인 중"),
            _ => Say($"{standing.Peers - standing.Held}, 그리고 확인 중 {standing.Held}"),
        };
        return standing.IsStale ? $"{list}, 오래됨" : list;
    }

    public override string DemoOf(int part, int whole) => Say($"{part}/{whole}");
    public override string DemoScore(Standing standing) => Say($"잘못 잃은 파드: {standing.Lost} · 실패한 호출: {standing.Calls}번 중 {standing.Failed}번");

    public override string DemoCountdown(string pods, int confirmations, int needed, int heldFor, int heldAtLeast) => heldAtLeast == 0
        ? Say($"{pods} (응답 {confirmations}/{needed})")
        : Say($"{pods} (응답 {confirmations}/{needed}, {heldFor}/{heldAtLeast}초)");

    public override string DemoConfirming(string holds) => $"제거 확인 중: {holds}";

    public override IReadOnlyList<string> DemoColumns => ["파드", "주소", "상태", "보이는 파드", "TTL", "마지막 변화"];
    public override string DemoFresh => "최신";
    public override string DemoState(PeerSnapshot snapshot) => snapshot switch
    {
        { IsResolved: false } => "미확인",
        { IsStale: true } => "오래됨",
        { Held.IsEmpty: false } => Say($"확인 중 {snapshot.Held.Length}"),
        { Count: 0, Members.IsEmpty: true } => "비어 있음",
        _ => "찾음",
    };

    public override string DemoAnswered(Call? call) => call is null ? string.Empty : $"응답 {call}";
    public override string DemoAgreed(TimeSpan agreement, int answered, int asked) => Say($"{agreement.TotalSeconds:0.0}초 만에 모두 일치{(asked == 0 ? string.Empty : Say($" · 호출 {asked}번 중 {answered}번 응답"))}");
    public override string DemoAgo(TimeSpan since) => Say($"{since.TotalSeconds:0}초");
    public override string DemoLeaving(string pods) => $"DNS를 떠났지만 아직 응답한다: {pods}";

    public override string DemoTooLong(TimeSpan most) => Say($"데모가 {most.TotalSeconds:0}초 안에 끝나지 않았다");
    public override string DemoNoAgreement(string step, TimeSpan waited, string seen) => Say($"{step}: {waited.TotalSeconds:0}초 안에 일치하지 않았다: {seen}");
    public override string DemoNotAnswered(string step, int silent, int asked) => Say($"{step}: 호출 {asked}번 중 {silent}번이 응답하지 않았다");
    public override string DemoFalseRemoval(int count) => Say($"살아 있는 파드 {count}개가 제거되었다");
    public override string DemoNotMet(string step) => $"{step}: 장애를 알아채지 못한 파드가 있다";

    public override string DemoHeld(TimeSpan elapsed) => Say($"모든 약속을 지켰다. {elapsed.TotalSeconds:0}초가 걸렸다.");
    public override string DemoBroken(TimeSpan elapsed) => Say($"{elapsed.TotalSeconds:0}초 만에 약속 하나가 깨졌다.");
    public override string DemoInterrupted(TimeSpan elapsed) => Say($"{elapsed.TotalSeconds:0}초 만에, 끝까지 가기 전에 종료했다. 그때까지 깨진 약속은 없다.");
    public override string DemoPromise(PromiseKind kind) => kind switch
    {
        PromiseKind.LivePods => "살아 있는 파드를 제거하지 않는다",
        PromiseKind.Calls => "모든 호출이 응답을 받는다",
        PromiseKind.Agreement => "변화가 있을 때마다 모든 파드가 일치한다",
        PromiseKind.Outage => "DNS 장애로는 파드를 제거하지 않는다",
        _ => "빈 목록은 확인한 뒤에 믿는다",
    };

    public override string DemoRemovedFigure(int removed, int changes) => Say($"목록의 변화 {changes}번 중 {removed}번");
    public override string DemoCallsFigure(int answered, int asked) => Say($"{asked}번 중 {answered}번");
    public override string DemoAgreementFigure(int times, TimeSpan slowest) => Say($"{times}번, 길어도 {slowest.TotalSeconds:0.0}초 만에");
    public override string DemoOutageFigure(int kept, int pods) => Say($"모든 파드가 {pods}개 중 {kept}개를 유지");
    public override string DemoEmptyFigure(TimeSpan after) => Say($"{after.TotalSeconds:0.0}초 만에");
    public override string DemoSameFaults => "같은 장애를 겪은 결과:";
    public override string DemoNext => "다음";
    public override IReadOnlyList<Example> DemoNextSteps =>
    [
        new("docs/getting-started.md", "역시 클러스터 없이, 직접 만드는 애플리케이션"),
        new("headless-peers play", "직접 바꾸어 보는 클러스터의 DNS"),
        new("headless-peers doctor NAME", "파드 안에서: 피어가 빠진 이유"),
    ];
}
