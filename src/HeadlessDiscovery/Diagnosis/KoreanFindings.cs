namespace HeadlessDiscovery.Diagnosis;

internal sealed partial class KoreanFindings : FindingTexts
{
    private const string BeforeReady = $"Ready 이전에 서로를 찾아야 하는 경우에만, Service.spec에 추가한다.\n  {PublishNotReady}";

    public override string Page => "docs/ko/doctor.md";

    public override string And(IReadOnlyList<string> names) => string.Join(", ", names);

    public override string AndMore(IReadOnlyList<string> names, int more) => Say($"{string.Join(", ", names)} 외 {more}개");

    private static string Similar(string? names) => names is null ? string.Empty : $" 비슷한 이름이 있다: {names}.";

    private static string Then(Consequence consequence) => consequence switch
    {
        { Kept: null } => "피어는 정상일 수 있다.",
        { IsKnown: false } => "피어에 대해 아직 아무것도 알 수 없다.",
        { Kept: 0 } => "다른 피어가 없다는 것이 마지막으로 검증된 응답이다.",
        _ => Say($"마지막으로 알던 피어 {consequence.Kept}개를 유지한다."),
    };
}
