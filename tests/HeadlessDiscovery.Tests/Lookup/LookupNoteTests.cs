using System.Net;

namespace HeadlessDiscovery.Tests.Lookup;

public sealed class LookupNoteTests
{
    [Fact]
    public void Without_addresses_that_were_left_out_there_is_no_note() => Assert.Empty(LookupNote.OnLeftOut([]));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1 127.0.0.2 127.0.0.1 127.0.0.2", "127.0.0.1, 127.0.0.2, ::1")]
    [InlineData("127.0.0.8 127.0.0.7 127.0.0.6 127.0.0.5 127.0.0.4 127.0.0.3 127.0.0.2 127.0.0.1", "127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4, 127.0.0.5, 127.0.0.6, 127.0.0.7, 127.0.0.8")]
    [InlineData("127.0.0.9 127.0.0.8 127.0.0.7 127.0.0.6 127.0.0.5 127.0.0.4 127.0.0.3 127.0.0.2 127.0.0.1", "127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4, 127.0.0.5, 127.0.0.6, 127.0.0.7, 127.0.0.8 and 1 more")]
    [InlineData("127.0.0.9 127.0.0.8 127.0.0.7 127.0.0.6 127.0.0.5 127.0.0.4 127.0.0.3 127.0.0.2 127.0.0.1 ::1", "127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4, 127.0.0.5, 127.0.0.6, 127.0.0.7, 127.0.0.8 and 2 more")]
    [Trait("rule", "W-6")]
    public void Addresses_that_were_left_out_are_named_once_in_order_and_eight_at_most(string addresses, string named)
    {
        var note = Assert.Single(LookupNote.OnLeftOut([.. addresses.Split(' ').Select(IPAddress.Parse)]));

        Assert.Equal((LookupNoteKind.AddressesLeftOut, $"The answer lists {named}, which no peer can have; skipped.", named), (note.Kind, note.Text, note.About));
    }

    [Fact]
    public void A_note_is_the_same_by_its_kind_and_its_name_whatever_it_says_this_time()
    {
        Assert.Equal(OnLeftOut("169.254.0.1").Identity, OnLeftOut("169.254.0.2 169.254.0.3").Identity);
        Assert.Equal(ExternalName("web.", "one.example.").Identity, ExternalName("web.", "two.example.").Identity);
        Assert.NotEqual(ExternalName("web.", "one.example.").Identity, ExternalName("other.", "one.example.").Identity);
        Assert.NotEqual(ExternalName("web.", "one.example.").Identity, (ExternalName("web.", "one.example.") with { Kind = LookupNoteKind.LeftOutAlias }).Identity);
    }

    private static LookupNote OnLeftOut(string addresses) => LookupNote.OnLeftOut([.. addresses.Split(' ').Select(IPAddress.Parse)])[0];

    private static LookupNote ExternalName(string name, string target) => new(LookupNoteKind.ExternalName, $"{name} is an alias of {target}") { About = name, Value = target };
}
