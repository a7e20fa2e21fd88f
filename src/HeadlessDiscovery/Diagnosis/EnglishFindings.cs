using System.Globalization;

namespace HeadlessDiscovery.Diagnosis;

internal sealed partial class EnglishFindings : FindingTexts
{
    private const string BeforeReady = $"only if peers must meet before they are Ready, in Service.spec:\n  {PublishNotReady}";

    public override string Page => "docs/doctor.md";

    public override string And(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    public override string AndMore(IReadOnlyList<string> names, int more) => Say($"{string.Join(", ", names)} and {more} more");

    private static string Similar(string? names) => names is null ? string.Empty : $" There is a name like it: {names}.";

    private static string Then(Consequence consequence) => consequence switch
    {
        { Kept: null } => "Your peers may be fine.",
        { IsKnown: false } => "Nothing is known about the peers yet.",
        { Kept: 1 } => "The last known peer is kept.",
        { Kept: 0 } => "By the last verified answer there is no other peer.",
        _ => Say($"The {consequence.Kept} last known peers are kept."),
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
