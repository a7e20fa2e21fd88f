using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Tests.Wire;

public sealed class NameTextTests
{
    [Fact]
    public void Every_octet_of_a_label_survives_the_way_through_text()
    {
        for (var octet = 0; octet < 256; octet++)
        {
            byte[] wire = [3, (byte)'a', (byte)octet, (byte)'z', 1, (byte)octet, 0];
            var offset = 0;
            var text = NameText.Read(wire, ref offset);
            var buffer = new WireBuffer(1);
            new NameWriter().Write(buffer, text!, mayPoint: false);

            Assert.Equal(wire.Length, offset);
            Assert.Equal(wire, buffer.ToArray());
        }
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 1, 97 })]
    [InlineData(new byte[] { 64, 97, 0 })]
    [InlineData(new byte[] { 0xc0, 0 })]
    public void A_name_that_ends_early_points_or_has_a_long_label_is_refused(byte[] wire)
    {
        var offset = 0;
        Assert.Null(NameText.Read(wire, ref offset));
    }

    [Fact]
    public void A_name_of_256_octets_is_refused_and_one_of_255_is_not()
    {
        static string? Read(int lastLabel)
        {
            byte[] wire = [.. Enumerable.Repeat<byte[]>([63, .. new byte[63]], 3).SelectMany(l => l), (byte)lastLabel, .. new byte[lastLabel], 0];
            var offset = 0;
            return NameText.Read(wire, ref offset);
        }

        Assert.NotNull(Read(61));
        Assert.Null(Read(62));
    }

    [Theory]
    [InlineData("Web.SHOP.", "web.shop")]
    [InlineData("web", "web")]
    [InlineData(".", "")]
    [InlineData("", "")]
    public void Names_compare_in_lower_case_without_final_dot(string name, string normal) => Assert.Equal(normal, NameText.Normal(name));
}
