using System.Globalization;
using System.Text;
using CsCheck;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class ResolvConfHostileTests
{
    private const string Pod = "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n";
    private const string Laptop = "\uFEFF# written by systemd-resolved\r\nnameserver 127.0.0.53\r\nnameserver fe80::1%1\r\noptions edns0 trust-ad timeout:99\r\nsearch .\r\n";
    private const string Odd = " nameserver  ::ffff:10.0.0.1 ; x\ndomain b\u00fccher.de\nsortlist 1.2.3.4/16\nsearch a..b _tcp.a.test. # \ud83d\ude00\noptions ndots: rotate attempts:0\0";

    // Pieces that mean something, so that chance builds lines and not only noise.
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.OneOf("nameserver", "search", "domain", "options", "sortlist", " ", "\t", "\n", "\r\n", "#", ";", ".", ":", "%", "\0", "\uFEFF", "\ud800"),
        Gen.OneOf("10.0.0.1", "fd00::1", "fe80::1%1", "10.1", "a.test", "A.TEST.", "svc.cluster.local", "ndots:", "timeout:", "attempts:", "rotate", "use-vc", "no-reload", "5", "-1", "99999999999"),
        Gen.String[0, 8]);

    private static readonly Gen<string> Texts = Pieces.Array[0, 60].Select(string.Concat);

    [Theory]
    [InlineData(Pod)]
    [InlineData(Laptop)]
    [InlineData(Odd)]
    public void A_file_that_ends_at_any_byte_is_read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var configuration = ResolvConfParser.Parse(Encoding.UTF8.GetString(bytes, 0, length));
            AssertWithinBounds(configuration);
        }
    }

    [Fact]
    public void Any_text_is_read() => Texts.Sample(text => AssertWithinBounds(ResolvConfParser.Parse(text)), iter: 3000, threads: 1);

    [Fact]
    public void Any_bytes_are_read() =>
        Gen.Byte.Array[0, 300].Sample(bytes => AssertWithinBounds(ResolvConfParser.Parse(Encoding.UTF8.GetString(bytes))), iter: 1000, threads: 1);

    [Fact]
    public void What_was_understood_is_understood_again_when_it_is_written() => Texts.Sample(
        text =>
        {
            var first = ResolvConfParser.Parse(text);
            var second = ResolvConfParser.Parse(Write(first));
            Assert.True(first.WithDiagnostics([]).HasSameContent(second.WithDiagnostics([])));
            Assert.DoesNotContain(second.Diagnostics, diagnostic => diagnostic.Line > 0);
        },
        iter: 3000,
        threads: 1);

    [Fact]
    public void A_huge_line_is_read_and_shown_in_short()
    {
        var configuration = ResolvConfParser.Parse("search " + new string('x', 1_000_000) + " a.test");
        Assert.Equal(["a.test"], configuration.Search);
        Assert.All(configuration.Diagnostics, diagnostic => Assert.InRange(diagnostic.Message.Length, 1, 300));
    }

    [Fact]
    public void A_file_full_of_problems_lists_the_first_and_counts_the_rest()
    {
        var configuration = ResolvConfParser.Parse(string.Concat(Enumerable.Repeat("rubbish\n", 50_000)));
        Assert.Equal(66, configuration.Diagnostics.Length);
        Assert.StartsWith("49936 more problems", configuration.Diagnostics[^2].Message, StringComparison.Ordinal);
        Assert.Equal(ResolvConfParser.NoNameServer, configuration.Diagnostics[^1]);
    }

    [Fact]
    public void A_message_has_no_character_that_disturbs_a_log() => Texts.Sample(
        text => Assert.All(ResolvConfParser.Parse(text).Diagnostics, diagnostic => Assert.DoesNotContain(diagnostic.Message, character => character is < ' ' or > '~')),
        iter: 1000,
        threads: 1);

    private static void AssertWithinBounds(ResolverConfiguration configuration)
    {
        Assert.InRange(configuration.NameServers.Length, 0, 3);
        Assert.InRange(configuration.Ndots, 0, 15);
        Assert.InRange(configuration.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.InRange(configuration.Attempts, 1, 5);
        Assert.Equal(configuration.Search.Length, configuration.Search.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(configuration.Search, domain => Assert.True(domain == "." || DomainLabels.Problem(domain) is null));
    }

    private static string Write(ResolverConfiguration configuration)
    {
        var text = new StringBuilder();
        foreach (var server in configuration.NameServers)
        {
            text.Append(CultureInfo.InvariantCulture, $"nameserver {server.Address}\n");
        }

        text.Append(configuration.Search.IsEmpty ? "" : $"search {string.Join(' ', configuration.Search)}\n");
        text.Append(CultureInfo.InvariantCulture, $"options ndots:{configuration.Ndots} timeout:{configuration.Timeout.TotalSeconds} attempts:{configuration.Attempts}");
        text.Append(configuration.Rotate ? " rotate" : "");
        text.Append(configuration.UseTcp ? " use-vc" : "");
        text.Append(configuration.SingleRequest ? " single-request" : "");
        text.Append(configuration.NoAaaa ? " no-aaaa" : "");
        text.Append(configuration.NoReload ? " no-reload" : "");
        text.Append(configuration.NoTldQuery ? " no-tld-query" : "");
        return text.Append('\n').ToString();
    }
}
