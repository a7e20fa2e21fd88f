using System.Text;
using HeadlessDiscovery.ResolvConf;

namespace HeadlessDiscovery.Tests.ResolvConf;

public sealed class MisreadFileTests
{
    private const string File = "nameserver 10.96.0.10\nsearch svc.cluster.local\n";

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void A_UTF_16_file_is_called_that(string encoding, bool mark)
    {
        var written = Encoding.GetEncoding(encoding);
        using var bytes = new MemoryStream([.. mark ? written.Preamble : [], .. written.GetBytes(File)]);

        var read = ResolvConfParser.Parse(ResolvConfText.ReadFrom(bytes).Text);

        Assert.Empty(read.NameServers);
        Assert.Contains(read.Diagnostics, diagnostic => diagnostic.Message.StartsWith("The file is UTF-16", StringComparison.Ordinal));
        Assert.Equal(2, read.Diagnostics.Length);
    }

    [Fact]
    public void A_UTF_8_file_with_its_mark_is_read()
    {
        using var bytes = new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(File)]);

        Assert.Empty(ResolvConfParser.Parse(ResolvConfText.ReadFrom(bytes).Text).Diagnostics);
    }

    [Fact]
    [Trait("rule", "P-6")]
    public void A_number_before_a_comma_is_read_and_the_comma_reported()
    {
        var read = ResolvConfParser.Parse("nameserver 10.96.0.10\noptions ndots:5,timeout:2 attempts:3,\n");

        Assert.Equal((5, TimeSpan.FromSeconds(5), 3), (read.Ndots, read.Timeout, read.Attempts));
        Assert.Equal(2, read.Diagnostics.Length);
        Assert.StartsWith("The option 'ndots:5,timeout:2' has a comma: 5 is read", read.Diagnostics[0].Message, StringComparison.Ordinal);
    }
}
