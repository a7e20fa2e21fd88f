namespace HeadlessDiscovery.Tool.Text;

internal sealed partial class Korean
{
    public override CommandHelp Resolve => new(
        "한 번 조회하여 피어와 피어를 찾은 과정을 출력한다",
        [
            new("headless-peers resolve orders-headless --port 5000", "피어를 표로 본다"),
            new("for p in $(headless-peers resolve orders-headless -o plain); do ping -c1 $p; done", "한 줄에 주소 하나, 스크립트용"),
            new("headless-peers resolve orders-headless --server 10.96.0.10 --expect 3 -o json", "JSON 하나. 피어가 3개보다 적으면 종료 코드 1"),
        ],
        [
            "0    찾았고, --expect 이상이다",
            "1    검증된 응답: 없거나 --expect보다 적다",
            "2    잘못된 사용",
            "3    DNS 조회가 실패했다: 피어는 정상일 수 있다",
            "70   도구의 버그",
            "130  Ctrl+C, 143 SIGTERM",
        ]);

    public override string OptionResolveCount => "N번 조회한다. 고정된 이름 말고는 캐시를 쓰지 않는다 [기본값: 1]";

    public override CommandHelp Watch => new(
        "피어를 지켜본다. 바뀔 때마다 명령을 실행할 수 있다",
        [
            new("headless-peers watch orders-headless --port 5000", "Ctrl+C까지 이벤트마다 한 줄"),
            new("headless-peers watch orders-headless -o json --for 10m", "10분 동안 한 줄에 JSON 하나"),
            new("headless-peers watch orders-headless -- ./reload.sh", "바뀔 때마다 실행. 피어는 $HEADLESS_PEERS에 있다"),
        ],
        [
            "0    Ctrl+C, SIGTERM, --count, --for, --initial-only로 끝났다",
            "2    잘못된 사용, 또는 -- 뒤의 명령을 실행할 수 없다",
            "3    --for 안에 검증된 응답이 없었다: 피어에 대해서는 알 수 없다",
            "70   도구의 버그",
        ]);

    public override string OptionWatchCount => "피어가 N번 바뀌면 끝난다. 처음 검증된 응답부터 센다";
    public override string OptionWatchFor => "이 시간이 지나면 끝난다: 30s, 10m";
    public override string OptionInitialOnly => "처음 검증된 응답을 받으면 끝난다";

    public override CommandHelp Expand => new(
        "조회할 이름을 순서대로 출력한다. 질의하지 않는다",
        [
            new("headless-peers expand orders-headless", "이 파드의 검색 목록을 적용한다"),
            new("headless-peers expand orders-headless --resolv-conf ./pod-resolv.conf", "다른 파드에서라면"),
            new("headless-peers expand orders-headless.shop --ndots 1 -o json", "ndots가 다르다면"),
        ],
        QuietExits);

    public override CommandHelp Config => new(
        "해석한 리졸버 설정을 출력한다. 질의하지 않는다",
        [
            new("headless-peers config", "이 파드의 resolv.conf와 무시한 내용"),
            new("headless-peers config --resolv-conf ./pod-resolv.conf", "다른 파일"),
            new("headless-peers config --server 10.96.0.10 -o json", "옵션이 바꾸는 것까지"),
        ],
        QuietExits);

    protected override IReadOnlyList<string> QuietExits =>
    [
        "0    출력했다",
        "2    잘못된 사용",
        "70   도구의 버그",
    ];
}
