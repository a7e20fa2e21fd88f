using HeadlessDiscovery.Diagnosis;

namespace HeadlessDiscovery.Tests.Diagnosis;

public sealed class OrdinalGapTests
{
    [Theory]
    [InlineData("web-0 web-1 web-3 web-5", 6, "2 4")]
    [InlineData("web-0 web-1 web-3 web-5", null, "2 4")]
    [InlineData("web-0 web-1", 4, "2 3")]
    [InlineData("web-1 web-2", 3, "0")]
    [InlineData("web-0 web-1 web-2", 3, "")]
    [InlineData("web-0 web-1 web-2", null, "")]
    [InlineData("web-5 web-6 web-7", null, "")]
    [InlineData("web-5 web-6 web-7", 3, "")]
    [InlineData("web-0", null, "")]
    [InlineData("", 3, "")]
    [InlineData("10-244-1-7 10-244-1-9", 5, "")]
    [InlineData("fd00--7 fd00--9", 5, "")]
    [InlineData("web-0 db-2", 5, "")]
    [InlineData("web-0 leader", 5, "")]
    [InlineData("orders-7d9f8b6c5-24567 orders-7d9f8b6c5-24569", 5, "")]
    [InlineData("web-00 web-02", 5, "")]
    [InlineData("web;reboot-0 web;reboot-2", 5, "")]
    public void Only_the_numbers_of_one_StatefulSet_can_have_a_gap(string hosts, int? members, string missing)
    {
        var names = hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(host => $"{host}.web.shop.svc.cluster.local");

        Assert.Equal(missing, string.Join(' ', OrdinalGap.Of(names, members)?.Missing ?? []));
    }

    [Fact]
    public void A_count_that_no_set_has_is_not_counted_out() =>
        Assert.Equal(999, OrdinalGap.Of(["web-0.web.shop.svc.cluster.local"], int.MaxValue)!.Missing.Length);
}
