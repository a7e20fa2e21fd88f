using HeadlessDiscovery.Transport.Wire;
using static HeadlessDiscovery.Tests.Support.WireOctets;

namespace HeadlessDiscovery.Tests.Transport.Wire;

/// <summary>Which message is a reply to a query, before anything of it is parsed (RFC 5452 §9.1).</summary>
public sealed class ReplyCheckTests
{
    private static readonly byte[] Query = [.. Header(0x0100), .. Question("web.")];

    [Theory]
    [InlineData(0x8400)]
    [InlineData(0x8403)]
    [InlineData(0x8185)]
    public void A_reply_that_is_only_a_header_and_the_question_fits(int flags)
    {
        byte[] reply = [.. Header(flags), .. Question("web.")];

        Assert.True(ReplyCheck.Fits(reply, Query));
        Assert.False(ReplyCheck.Fits(reply.AsSpan(0, reply.Length - 1), Query));
    }

    [Theory]
    [InlineData(0x8402, true)]
    [InlineData(0x8405, true)]
    [InlineData(0x8400, false)]
    [InlineData(0x8403, false)]
    public void Without_a_question_only_an_error_fits(int flags, bool fits) => Assert.Equal(fits, ReplyCheck.Fits(Header(flags, questions: 0), Query));
}
