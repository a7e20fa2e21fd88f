using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Tests.Dns;

/// <summary>How long a server takes, and from when on a reply is late (RFC 6298 §2).</summary>
[Trait("rule", "T-4")]
public sealed class ServerMemoryTests
{
    private readonly ServerMemory memory = new(TestLookup.Server("10.0.0.1"), new FakeTimeProvider());

    [Theory]
    [InlineData("200", 600)]
    [InlineData("200 200", 500)]
    [InlineData("200 400", 725)]
    [InlineData("400 200", 1175)]
    public void The_next_try_waits_for_the_smoothed_time_and_four_deviations(string measured, int milliseconds)
    {
        foreach (var one in measured.Split(' '))
        {
            memory.Took(TimeSpan.FromMilliseconds(int.Parse(one)));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), memory.RepeatAfter(TimeSpan.FromMilliseconds(250)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(Timeout.Infinite)]
    public void A_hedge_delay_that_is_zero_longer_or_infinite_is_kept(int hedge)
    {
        memory.Took(TimeSpan.FromMilliseconds(200));

        Assert.Equal(TimeSpan.FromMilliseconds(hedge), memory.RepeatAfter(TimeSpan.FromMilliseconds(hedge)));
    }

    [Fact]
    public void A_server_that_has_never_answered_is_not_waited_for_any_longer() =>
        Assert.Equal(TimeSpan.FromMilliseconds(250), memory.RepeatAfter(TimeSpan.FromMilliseconds(250)));
}
