using System.Reflection;
using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery.Tests.Diagnosis;

public sealed class FindingTextTests
{
    public static TheoryData<string> Sentences => [.. Methods().Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_sentence_is_said_in_both_languages(string name)
    {
        var method = Methods().Single(method => method.Name == name);
        foreach (var variant in (bool[])[true, false])
        {
            object?[] arguments = [.. method.GetParameters().Select(parameter => Value(parameter.ParameterType, variant))];
            var english = method.Invoke(FindingTexts.Of(FindingLanguage.English), arguments);
            var korean = method.Invoke(FindingTexts.Of(FindingLanguage.Korean), arguments);
            if (english is FindingText text)
            {
                var other = (FindingText)korean!;
                Assert.DoesNotMatch("[가-힣]", text.Title + text.Why + text.Fix);
                Assert.Matches("[가-힣]", other.Title);
                Assert.Matches("[가-힣]", other.Why);
                Assert.False(text.Title.EndsWith('.') || other.Title.EndsWith('.'), "A title is followed by a stop.");
                Assert.EndsWith(".", text.Why, StringComparison.Ordinal);
                Assert.Equal(text.Fix is null, other.Fix is null);
            }
            else
            {
                Assert.DoesNotMatch("[가-힣]", (string)english!);
                Assert.NotEmpty((string)korean!);
            }
        }
    }

    [Fact]
    public void Korean_lacks_no_sentence() => Translation.AssertComplete(typeof(FindingTexts), typeof(KoreanFindings));

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(FindingTexts).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.IsVirtual && !method.IsSpecialName);

    private static object? Value(Type type, bool variant) => type switch
    {
        _ when type == typeof(string) => "orders",
        _ when type == typeof(int) => variant ? 1 : 4,
        _ when type == typeof(bool) || type == typeof(bool?) => variant,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(60),
        _ when type == typeof(LookupReason) => variant ? LookupReason.Network : LookupReason.Timeout,
        _ when type == typeof(Consequence) || type == typeof(Consequence?) => variant ? Consequence.OfOne : new Consequence(3, IsKnown: true),
        _ when type == typeof(AbsenceCause) => variant ? AbsenceCause.NoVariable : AbsenceCause.Unknown,
        _ when type == typeof(OwnVariableFault) => variant ? OwnVariableFault.Cidr : OwnVariableFault.Quoted,
        _ when type == typeof(IReadOnlyList<string>) => (string[])["orders-1", "orders-2"],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No value for this parameter."),
    };
}
