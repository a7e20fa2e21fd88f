using HeadlessDiscovery.Tool.Commands.Play;

namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class Korean
{
    public override CommandHelp Play => new(
        "이 머신 안의 클러스터 DNS. 파드와 장애를 명령으로 바꾼다. 입력하거나 파이프로 보낸다",
        [
            new("headless-peers play", "파드 3개. resolv.conf와 다른 터미널에서 쓸 명령을 표시한다"),
            new("headless-peers play orders.shop --pods 0 --listen 127.0.0.1:5300 --script pods.txt", "스크립트를 먼저 실행하고, 이어서 명령을 읽는다"),
            new("printf 'on servfail\\nwait 10s\\noff\\n' | headless-peers play -o json", "파이프로 명령을 보내고, 명령마다 상태를 JSON으로 받는다"),
        ],
        [
            "0    quit, Ctrl+C, SIGTERM, 또는 터미널의 Ctrl+D로 끝났다",
            "2    잘못된 사용, 스크립트나 파이프의 잘못된 명령, 또는 쓸 수 없는 주소",
            "70   도구의 버그",
        ]);

    public override string PlayService => "제공할 헤드리스 서비스: SERVICE 또는 SERVICE.NAMESPACE [기본값: orders-headless.shop]";
    public override string OptionPlayPods => "처음에 있는 파드 수, 0부터 1000까지 [기본값: 3]";
    public override string OptionPlayTtl => "모든 레코드의 TTL, 초 단위 정수 [기본값: 5s]";
    public override string OptionPlayPort => "SRV 레코드에 들어가는 파드의 포트 [기본값: 5000]";
    public override string OptionPlayListen => "DNS 서버의 주소, UDP와 TCP [기본값: 127.0.0.1의 빈 포트]";
    public override string OptionPlayResolvConf => "resolv.conf를 이 새 파일에 쓴다. 끝나면 지운다 [기본값: 임시 파일]";
    public override string OptionPlayScript => "이 파일의 명령을 먼저 실행한다";
    public override string PlayElsewhere => "다른 터미널에서:";
    public override string PlayApplication => "HeadlessPeers 섹션에서 옵션을 읽는 애플리케이션:";
    public override string PlayHint => "이 주소들에서 기다리는 프로세스는 없다. 'add 127.0.0.1'은 직접 띄운 프로세스를 파드로 등록한다.\n'help'는 모든 명령을 표시한다.";

    public override string PlayPodIs(PlayPodState state) => state switch
    {
        PlayPodState.Ready => "준비됨",
        PlayPodState.NotReady => "준비 안 됨",
        _ => "종료 중",
    };

    public override string PlayStatus(int listed, int pods, IReadOnlyList<string> faults, bool serving, int queries)
    {
        var dns = serving ? Say($"DNS 목록: 파드 {pods}개 중 {listed}개") : "DNS 서버 중지";
        var on = faults.Count > 0 ? $" · 장애 {string.Join(", ", faults)}" : string.Empty;
        return Say($"{dns}{on} · 지금까지 질의 {queries}개");
    }

    public override IReadOnlyList<Example> PlayCommands =>
    [
        new("add [N|HOST|IP|HOST=IP]...", "준비된 파드를 더한다: N개, 이름, 또는 주소"),
        new("remove POD...|all", "파드를 삭제한다. POD는 이름 또는 주소이다"),
        new("unready POD...|all", "준비 상태가 아니게 한다. DNS 목록에서 빠진다"),
        new("ready POD...|all", "다시 준비 상태로 만든다"),
        new("terminate POD...|all", "삭제를 시작한다. DNS 목록에서 빠진다"),
        new("publish on|off", "서비스의 publishNotReadyAddresses"),
        new("on FAULT [N]", "장애를 켠다. 질의 N개 동안, 또는 'off'까지"),
        new("off [FAULT]", "장애를 끈다. 이름이 없으면 모두 끈다"),
        new("stop", "DNS 서버를 강제 종료된 것처럼 멈춘다"),
        new("start", "같은 주소에서 다시 시작한다"),
        new("wait DURATION", "다음 명령까지 기다린다: 500ms, 10s"),
        new("list", "파드를 표시한다"),
        new("show", "resolv.conf와 명령을 다시 표시한다"),
        new("help", "이 목록을 표시한다"),
        new("quit", "끝낸다"),
    ];

    public override string PlayFaultNames(IReadOnlyList<string> names) => $"FAULT에 쓸 수 있는 이름: {string.Join(", ", names)}.";

    public override string PlayNotAService(string text) => $"'{text}': SERVICE 또는 SERVICE.NAMESPACE여야 한다. 예: orders-headless.shop";
    public override string PlayNotATtl(string text) => $"--ttl '{text}': 초 단위 정수여야 하고, 1h를 넘을 수 없다.";
    public override string PlayCannotListen(string where, string why) => $"DNS 서버가 {where}에서 시작할 수 없다: {why}";
    public override string PlayUnknown(string verb) => $"알 수 없는 명령 '{verb}'. 'help'가 명령을 표시한다.";
    public override string PlayUsage(string line) => $"사용법: {line}";
    public override string PlayNotAPod(string text) => $"'{text}': 숫자, 레이블 하나인 호스트 이름, IP 주소, 또는 HOST=IP여야 한다.";
    public override string PlayPodExists(string text) => $"'{text}'은(는) 이미 있다.";
    public override string PlayNoPod(string text) => $"파드 '{text}'이(가) 없다. 'list'가 파드를 표시한다.";
    public override string PlayTooMany(int most) => Say($"파드는 {most}개까지 둘 수 있다.");
    public override string PlayNoFault(string text, IReadOnlyList<string> known) => $"'{text}': {string.Join(", ", known)} 가운데 하나여야 한다.";
}
