using System.Text.Json;
using System.Text.RegularExpressions;
using HeadlessDiscovery.ResolvConf;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests.ResolvConf;

/// <summary>The rows of <see cref="ResolvConfOptions"/> against all that shows them: the configuration, P-6 of docs/semantics.md and both schemas. What `config` and the page print is made of the rows.</summary>
public sealed partial class ResolvConfOptionsTests
{
    private static readonly string[] Keys = [.. ResolvConfOptions.Numbers.Select(option => option.Name), .. ResolvConfOptions.Switches.Select(option => option.Json)];

    public static TheoryData<string> Names => [.. ResolvConfOptions.Switches.SelectMany(option => option.Names)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_in_the_file_turns_on_its_own_switch_and_no_other(string name)
    {
        var configuration = ResolvConfParser.Parse($"nameserver 10.0.0.1\noptions {name}\n");

        Assert.Empty(configuration.Diagnostics);
        Assert.Contains(name, Assert.Single(ResolvConfOptions.Switches, option => option.IsOn(configuration)).Names);
    }

    [Fact]
    public void A_switch_that_is_set_to_false_turns_no_other_on()
    {
        var configuration = new ResolverConfiguration { UseTcp = true, Rotate = false };

        Assert.Equal(ResolvConfSwitches.UseTcp, configuration.Switches);
    }

    [Theory]
    [InlineData("127.0.0.11", true)]
    [InlineData("127.0.0.11 10.96.0.10", false)]
    [InlineData("", false)]
    public void A_configuration_is_that_of_Docker_where_its_own_server_is_the_only_one(string servers, bool isDocker)
    {
        var lines = servers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(server => $"nameserver {server}");

        Assert.Equal(isDocker, ResolvConfParser.Parse(string.Join('\n', lines)).IsDocker);
    }

    [Fact]
    public void Every_property_that_is_on_or_off_has_a_row_and_the_name_of_the_row() => Assert.Equal(
        typeof(ResolverConfiguration).GetProperties().Where(property => property.PropertyType == typeof(bool)).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
        ResolvConfOptions.Switches.Select(option => option.Json));

    [Fact]
    public void A_copy_has_every_switch_and_is_told_from_one_that_lacks_it() => NonEmpty.All(ResolvConfOptions.Switches, option =>
    {
        var configuration = ResolvConfParser.Parse($"nameserver 10.0.0.1\noptions {option.Names[0]}\n");

        Assert.True(option.IsOn(configuration.WithDiagnostics([])));
        Assert.False(configuration.HasSameContent(ResolvConfParser.Parse("nameserver 10.0.0.1\n")));
    });

    [Theory]
    [InlineData("cli-v1.json")]
    [InlineData("page-v1.json")]
    public void Both_schemas_require_every_option(string schema)
    {
        using var json = JsonDocument.Parse(Repository.Read($"docs/schema/{schema}"));
        var configuration = json.RootElement.GetProperty("definitions").GetProperty(schema == "cli-v1.json" ? "config" : "configuration");

        string[] others = ["v", "path", "nameServers", "search", "diagnostics"];
        Assert.Equal(Keys, configuration.GetProperty("required").EnumerateArray().Select(key => key.GetString()!).Except(others));
        Assert.Equal(Keys, configuration.GetProperty("properties").EnumerateObject().Select(key => key.Name).Except(others));
    }

    [Fact]
    public void The_page_of_the_rules_lists_the_same_options_with_their_bounds()
    {
        string[] expected =
        [
            .. ResolvConfOptions.Numbers.Select(option => $"{option.Name}:n {option.Least} to {option.Most} {option.Default}"),
            .. ResolvConfOptions.Switches.Select(option => string.Join(' ', option.Names)),
            .. ResolvConfOptions.Silent,
        ];

        var page = Repository.Read("docs/semantics.md");
        var rows = Rows().Matches(page[page.IndexOf("**P-6 ", StringComparison.Ordinal)..page.IndexOf("**P-7 ", StringComparison.Ordinal)]);
        Assert.Equal(expected, rows.SelectMany(row =>
        {
            var names = Code().Matches(row.Groups[1].Value).Select(name => name.Groups[1].Value).ToArray();
            return names is [var number] && number.EndsWith(":n", StringComparison.Ordinal) ? [$"{number} {Bounds().Match(row.Groups[2].Value).Value} {Digits().Match(row.Groups[3].Value).Value}"]
                : ResolvConfOptions.Silent.Contains(names[0]) ? names
                : [string.Join(' ', names)];
        }));
    }

    [GeneratedRegex(@"^\| (`[^|]*)\|([^|]*)\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\d+ to \d+")]
    private static partial Regex Bounds();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
