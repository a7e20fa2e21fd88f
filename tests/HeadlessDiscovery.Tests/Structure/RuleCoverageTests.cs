using System.Reflection;

namespace HeadlessDiscovery.Tests;

/// <summary>Every rule of docs/semantics.md and docs/concepts.md has a test that names it by a "rule" trait; the promises have theirs in PromiseTests. D- is a rule about the exchange itself.</summary>
public sealed class RuleCoverageTests
{
    private static readonly (string Letter, int Last)[] Numbered = [("S", 30), ("P", 11), ("L", 3), ("T", 4), ("C", 9), ("W", 5), ("E", 9)];

    private static readonly string[] Outcomes =
    [
        "outcomes: Three outcomes", "outcomes: What is no peer", "outcomes: Who may say no",
        "outcomes: Removal 1", "outcomes: Removal 2", "outcomes: Removal 3", "outcomes: Removal 4", "outcomes: Removal 5", "outcomes: Removal 6",
        "outcomes: Staleness", "outcomes: Refresh", "outcomes: Pin", "outcomes: Own address", "outcomes: Versions and events",
        "outcomes: Start", "outcomes: SRV", "outcomes: Static peers", "outcomes: Is it headless at all?",
    ];

    public static TheoryData<string> Rules =>
        [.. Numbered.SelectMany(rule => Enumerable.Range(1, rule.Last).Select(number => $"{rule.Letter}-{number}")).Concat(Outcomes)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_test_names_the_rule(string rule) => Assert.Contains(rule, Named);

    [Fact]
    public void Every_rule_that_a_test_names_is_a_rule()
    {
        string[] known = [.. Rules.Select(row => row.Data), "O", "H", "outcomes: Removal", "ConfigureLookup"];
        Assert.All(Named.Where(name => !name.StartsWith("D-", StringComparison.Ordinal)), name => Assert.Contains(name, known));
    }

    private static readonly HashSet<string> Named =
    [
        .. typeof(RuleCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsTest)
                .SelectMany(method => method.GetCustomAttributesData().Concat(type.GetCustomAttributesData())))
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && (string)attribute.ConstructorArguments[0].Value! == "rule")
            .Select(attribute => (string)attribute.ConstructorArguments[1].Value!),
    ];

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute);
}
