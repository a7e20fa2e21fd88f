using System.Text;
using CsCheck;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Tests.Transport.Wire;

/// <summary>The text of names, there and back.</summary>
public sealed class WireNameTests
{
    [Theory]
    [InlineData(new byte[] { 0 }, ".")]
    [InlineData(new byte[] { 3, (byte)'w', (byte)'E', (byte)'b', 0 }, "wEb.")]
    [InlineData(new byte[] { 3, (byte)'a', (byte)'.', (byte)'b', 0 }, "a\\.b.")]
    [InlineData(new byte[] { 1, (byte)'a', 1, (byte)'b', 0 }, "a.b.")]
    [InlineData(new byte[] { 2, (byte)'\\', (byte)'.', 0 }, "\\\\\\..")]
    [InlineData(new byte[] { 4, 0, 32, 127, 255, 0 }, "\\000\\032\\127\\255.")]
    [InlineData(new byte[] { 4, (byte)'\\', (byte)'0', (byte)'4', (byte)'6', 0 }, "\\\\046.")]
    [InlineData(new byte[] { 2, 0xC3, 0xA4, 0 }, "\\195\\164.")]
    [InlineData(new byte[] { 2, (byte)'!', (byte)'~', 0 }, "!~.")]
    public void Odd_octets_are_escaped(byte[] octets, string text)
    {
        Assert.Equal(text, Text(octets));
        Assert.Equal(octets, Octets(text));
    }

    [Fact]
    public void No_two_names_have_one_text_and_each_is_written_as_it_was_read() =>
        Gen.Select(Labels, Labels).Sample((left, right) =>
        {
            var (one, other) = (Text(left), Text(right));
            Assert.Equal(left.AsSpan().SequenceEqual(right), one == other);
            Assert.Equal(left, Octets(one));
            NonEmpty.All(one, character => Assert.InRange(character, '!', '~'));
        });

    [Theory]
    [InlineData("web")]
    [InlineData("")]
    [InlineData(".web.")]
    [InlineData("a..b.")]
    [InlineData("..")]
    [InlineData("a\\.")]
    [InlineData("a\\")]
    [InlineData("\\256.")]
    [InlineData("b\u00fccher.")]
    public void A_text_that_is_no_name_is_not_written(string text) => Assert.Null(Octets(text));

    [Fact]
    public void Labels_of_63_and_names_of_255_octets_are_written_and_longer_ones_are_not()
    {
        var label = new string('a', 63) + ".";
        Assert.NotNull(Octets(label));
        Assert.Null(Octets("a" + label));
        var longest = label + label + label + new string('a', 61) + ".";
        Assert.Equal(255, Octets(longest)!.Length);
        Assert.Null(Octets("a" + longest));
        Assert.Null(Octets(label + label + label + label));
        Assert.Null(Octets("a." + longest[2..] + "a."));
        Assert.Equal(255, Octets(string.Concat(Enumerable.Repeat("a.", 127)))!.Length);
        Assert.Null(Octets(string.Concat(Enumerable.Repeat("a.", 128))));
    }

    [Fact]
    public void The_longest_text_fits()
    {
        byte[] label = [63, .. Enumerable.Repeat((byte)0xFF, 63)];
        byte[] octets = [.. label, .. label, .. label, 61, .. Enumerable.Repeat((byte)0xFF, 61), 0];

        Assert.Equal(octets, Octets(Text(octets)));
    }

    // Few kinds, so that names are alike now and then.
    private static readonly byte[] Octet = [(byte)'a', (byte)'.', (byte)'\\', (byte)'0', (byte)'4', (byte)'6', 0, 200];

    private static Gen<byte[]> Labels => Gen.Int[0, Octet.Length - 1].Select(index => Octet[index]).Array[1, 3].Array[0, 2]
        .Select(labels => (byte[])[.. labels.SelectMany(label => (byte[])[(byte)label.Length, .. label]), 0]);

    private static string Text(byte[] octets)
    {
        byte[] message = [.. new byte[12], .. octets];
        Assert.True(WireName.IsReadable(message, 12));
        Span<char> characters = stackalloc char[WireName.MostCharacters];
        return characters[..WireName.Format(message, 12, characters)].ToString();
    }

    private static byte[]? Octets(string text)
    {
        var octets = new byte[WireName.MostOctets];
        return NameWriter.TryWrite(text, octets, out var length) ? octets[..length] : null;
    }
}
