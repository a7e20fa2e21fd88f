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
    [Trait("rule", "outcomes: What is no peer")]
    public void Addresses_that_were_left_out_are_named_once_in_order_and_eight_at_most(string addresses, string named)
    {
        var note = Assert.Single(LookupNote.OnLeftOut([.. addresses.Split(' ').Select(IPAddress.Parse)]));

        Assert.Equal((LookupNoteKind.AddressesLeftOut, $"The answer names {named}, which no peer can have; left out.", named), (note.Kind, note.Text, note.About));
    }
}
