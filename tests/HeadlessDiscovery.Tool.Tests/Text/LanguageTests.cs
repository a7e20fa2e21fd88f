using System.Reflection;
using System.Text;
using HeadlessDiscovery.Tests;
using HeadlessDiscovery.Tool.Tests.Running;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Tests.Text;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("ko", null, null, null, true)]
    [InlineData("en", "ko", "ko_KR.UTF-8", "ko_KR.UTF-8", false)]
    [InlineData(null, "ko", "en_US.UTF-8", null, true)]
    [InlineData(null, null, "ko_KR.UTF-8", "en_US.UTF-8", true)]
    [InlineData(null, null, null, "ko_KR.UTF-8", true)]
    [InlineData(null, null, "C", "ko_KR.UTF-8", false)]
    [InlineData(null, null, null, null, false)]
    public void The_first_that_speaks_decides(string? argument, string? own, string? all, string? lang, bool korean)
    {
        var variables = new Dictionary<string, string?> { ["HEADLESS_PEERS_LANG"] = own, ["LC_ALL"] = all, ["LANG"] = lang };

        var words = Language.Choose(argument is null ? ["resolve"] : ["resolve", "--lang", argument], variables.GetValueOrDefault, Encoding.UTF8);

        Assert.Equal(korean, ReferenceEquals(words, Words.Korean));
    }

    [Fact]
    public void A_terminal_without_hangul_gets_english_unless_korean_was_asked_for()
    {
        var variables = new Dictionary<string, string?> { ["LANG"] = "ko_KR" };

        Assert.Same(Words.English, Language.Choose([], variables.GetValueOrDefault, Encoding.Latin1));
        Assert.Same(Words.Korean, Language.Choose(["--lang=ko"], variables.GetValueOrDefault, Encoding.Latin1));
    }

    [Fact]
    public void No_sentence_is_left_in_english()
    {
        var sentences = typeof(Words).GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => property.GetValue(Words.Korean) switch
        {
            string text => [text],
            CommandHelp help => [help.Description, .. help.Examples.Select(example => example.Says)],
            _ => (string[])[],
        });

        NonEmpty.All(sentences, sentence => Assert.Contains(sentence, text => text is >= '가' and <= '힣'));
    }

    [Fact]
    public async Task The_text_is_korean_and_codes_and_json_are_not()
    {
        var resolvers = new FakeResolvers();
        resolvers.Explanations.Enqueue(Sample.Unknown());

        var table = await ToolRun.Of(resolvers, "resolve", "orders", "--lang", "ko");
        var json = await ToolRun.Of(resolvers, "resolve", "orders", "--lang", "ko", "--json");
        var wrong = await ToolRun.Of(resolvers, "resolve", "orders", "--lang", "ko", "--port", "x");

        Assert.StartsWith("DNS 조회가 실패했다: 네임 서버가 실패했다(SERVFAIL). 피어는 정상일 수 있다.", table.Output, StringComparison.Ordinal);
        Assert.Equal("servfail", Assert.Single(json.Objects()).GetProperty("reason").GetString());
        Assert.Equal("오류: --port 'x': 1부터 65535까지의 정수여야 한다.", wrong.Error.Trim());
    }

    [Fact]
    public void Both_languages_have_the_same_examples_and_exit_codes()
    {
        var pairs = Application.Build(Words.English).Subcommands.Cast<Tool.Commands.ToolCommand>()
            .Zip(Application.Build(Words.Korean).Subcommands.Cast<Tool.Commands.ToolCommand>());
        foreach (var (english, korean) in pairs)
        {
            Assert.Equal(english.Help.Examples.Select(example => example.Line), korean.Help.Examples.Select(example => example.Line));
            Assert.Equal(english.Help.Exits.Select(exit => exit[..3]), korean.Help.Exits.Select(exit => exit[..3]));
        }
    }

    [Fact]
    public void Korean_lacks_no_sentence() => Translation.AssertComplete(typeof(Words), typeof(Korean));
}
