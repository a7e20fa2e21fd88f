using System.Reflection;

namespace HeadlessDiscovery.Tests.Dns;

public sealed class RuleCoverageTests
{
    public static TheoryData<string> Rules =>
    [
        .. Enumerable.Range(15, 16).Select(n => $"S-{n}"), .. Enumerable.Range(1, 3).Select(n => $"T-{n}"),
        .. Enumerable.Range(1, 7).Select(n => $"C-{n}"), .. Enumerable.Range(1, 5).Select(n => $"W-{n}"),
        "H", "SRV", "Pin", "What is no peer", "Who may say no", "Is it headless at all?",
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_of_a_look_up_has_a_test(string rule) => Assert.Contains(
        typeof(RuleCoverageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes<TraitAttribute>()),
        trait => (trait.Name, trait.Value) == ("rule", rule));
}
