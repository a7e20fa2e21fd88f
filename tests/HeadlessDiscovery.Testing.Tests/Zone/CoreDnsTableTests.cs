using System.Buffers.Binary;
using System.Net;
using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests.Zone;

/// <summary>What CoreDNS answers, row by row; the row numbers are those of docs/testing.md.</summary>
public sealed class CoreDnsTableTests : SafetyNet
{
    private const string Zone = "svc.cluster.local";

    [Theory]
    [InlineData("K-1", "web.default.svc", "A", 0, "10.244.0.1 | 10.244.0.2")]
    [InlineData("K-1", "web.default.svc", "AAAA", 0, "")]
    [InlineData("K-1", "web.default.svc", "TXT", 0, "")]
    [InlineData("K-1", "_peer._tcp.web.default.svc", "SRV", 0, "0 50 5000 10-244-0-1.web.default.svc.cluster.local | 0 50 5000 web-1.web.default.svc.cluster.local")]
    [InlineData("K-2", "empty.default.svc", "A", 3, "")]
    [InlineData("K-2", "empty.default.svc", "AAAA", 3, "")]
    [InlineData("K-2", "_peer._tcp.empty.default.svc", "SRV", 3, "")]
    [InlineData("K-3", "early.default.svc", "A", 0, "10.244.3.1 | 10.244.3.2 | 10.244.3.3")]
    [InlineData("K-4", "absent.default.svc", "A", 3, "")]
    [InlineData("K-4", "web.absent.svc", "A", 3, "")]
    [InlineData("K-4", "absent.default.svc", "SRV", 3, "")]
    [InlineData("K-4", "default.web.default.nonsense", "A", 3, "")]
    [InlineData("K-5", "vip.shop.svc", "A", 0, "10.96.7.7")]
    [InlineData("K-5", "vip.shop.svc", "AAAA", 0, "")]
    [InlineData("K-5", "_http._tcp.vip.shop.svc", "SRV", 0, "0 100 80 vip.shop.svc.cluster.local")]
    [InlineData("K-6", "alias.default.svc", "A", 0, "192.0.2.7 | db.example.com")]
    [InlineData("K-6", "alias.default.svc", "CNAME", 0, "db.example.com")]
    [InlineData("K-6", "alias.default.svc", "AAAA", 0, "db.example.com")]
    [InlineData("K-6", "alias-of-web.default.svc", "A", 0, "10.244.0.1 | 10.244.0.2 | web.default.svc.cluster.local")]
    [InlineData("K-6", "alias-of-nothing.default.svc", "A", 0, "")]
    [InlineData("K-6", "alias.default.svc", "SRV", 0, "")]
    [InlineData("K-6", "_peer._tcp.alias.default.svc", "SRV", 3, "")]
    [InlineData("K-7", "dual.default.svc", "A", 0, "10.244.1.1 | 10.244.1.2")]
    [InlineData("K-7", "dual.default.svc", "AAAA", 0, "fd00::1 | fd00::2")]
    [InlineData("K-7", "dual.default.svc", "SRV", 0, "0 25 7000 10-244-1-2.dual.default.svc.cluster.local | 0 25 7000 dual-0.dual.default.svc.cluster.local | 0 25 7000 fd00--2.dual.default.svc.cluster.local")]
    [InlineData("K-8", "web-1.web.default.svc", "A", 0, "10.244.0.2")]
    [InlineData("K-8", "10-244-0-1.web.default.svc", "A", 0, "10.244.0.1")]
    [InlineData("K-8", "10-244-0-2.web.default.svc", "A", 3, "")]
    [InlineData("K-8", "web-9.web.default.svc", "A", 3, "")]
    [InlineData("K-8", "10-244-0-1.web.default.svc", "AAAA", 0, "")]
    [InlineData("K-8", "web-1.web.default.svc", "AAAA", 0, "")]
    [InlineData("K-8", "10-244-0-1.web.default.svc", "SRV", 0, "0 100 5000 10-244-0-1.web.default.svc.cluster.local")]
    [InlineData("K-8", "web-2.web.default.svc", "A", 3, "")]
    [InlineData("K-8", "10-244-0-3.web.default.svc", "A", 3, "")]
    [InlineData("K-8", "web-3.web.default.svc", "AAAA", 3, "")]
    [InlineData("K-8", "10-244-9-9.web.default.svc", "A", 3, "")]
    [InlineData("K-8", "10-244-9-9.web.default.svc", "AAAA", 3, "")]
    [InlineData("K-8", "10-244-0-1.empty.default.svc", "A", 3, "")]
    [InlineData("K-8", "10-244-1-2.dual.default.svc", "A", 0, "10.244.1.2")]
    [InlineData("K-8", "10-244-1-2.dual.default.svc", "AAAA", 0, "")]
    [InlineData("K-8", "fd00--2.dual.default.svc", "AAAA", 0, "fd00::2")]
    [InlineData("K-8", "FD00--2.dual.default.svc", "AAAA", 0, "fd00::2")]
    [InlineData("K-8", "fd00--2.dual.default.svc", "A", 0, "")]
    [InlineData("K-8", "fd00-0-0-0-0-0-0-2.dual.default.svc", "AAAA", 3, "")]
    [InlineData("K-8", "fd00--1.dual.default.svc", "AAAA", 3, "")]
    [InlineData("K-8", "dual-0.dual.default.svc", "A", 0, "10.244.1.1")]
    [InlineData("K-8", "dual-0.dual.default.svc", "AAAA", 0, "fd00::1")]
    [InlineData("K-8", "fd00-10-244--7.six.default.svc", "AAAA", 0, "fd00:10:244::7")]
    [InlineData("K-8", "2001-db8-1-0-1--1.six.default.svc", "AAAA", 0, "2001:db8:1:0:1::1")]
    [InlineData("K-8", "2001-db8--.six.default.svc", "AAAA", 0, "2001:db8::")]
    [InlineData("K-8", "10-244-0-1.vip.shop.svc", "A", 3, "")]
    [InlineData("K-9", "default.svc", "A", 0, "")]
    [InlineData("K-9", "absent.svc", "A", 3, "")]
    [InlineData("K-9", "svc", "A", 0, "")]
    [InlineData("K-9", "pod", "A", 0, "")]
    [InlineData("K-9", "", "A", 0, "")]
    [InlineData("K-10", "portless.default.svc", "A", 0, "10.244.4.1")]
    [InlineData("K-10", "portless.default.svc", "SRV", 0, "")]
    [InlineData("K-11", "web.default.svc", "SRV", 0, "0 50 5000 10-244-0-1.web.default.svc.cluster.local | 0 50 5000 web-1.web.default.svc.cluster.local")]
    [InlineData("K-11", "unnamed.default.svc", "SRV", 0, "0 100 9000 10-244-5-1.unnamed.default.svc.cluster.local")]
    [InlineData("K-11", "two.default.svc", "SRV", 0, "0 25 1 10-244-7-1.two.default.svc.cluster.local | 0 25 1 two-1.two.default.svc.cluster.local | 0 25 2 10-244-7-1.two.default.svc.cluster.local | 0 25 2 two-1.two.default.svc.cluster.local")]
    [InlineData("K-11", "empty.default.svc", "SRV", 3, "")]
    [InlineData("K-12", "_wrong._tcp.web.default.svc", "SRV", 3, "")]
    [InlineData("K-12", "_peer._udp.web.default.svc", "SRV", 3, "")]
    [InlineData("K-12", "a.b.c.web.default.svc", "SRV", 3, "")]
    [InlineData("K-15", "twins.default.svc", "A", 0, "10.244.6.1 | 10.244.6.2")]
    [InlineData("K-15", "twin.twins.default.svc", "A", 0, "10.244.6.1 | 10.244.6.2")]
    [InlineData("K-15", "twins.default.svc", "SRV", 0, "0 50 1 twin.twins.default.svc.cluster.local")]
    [InlineData("pods insecure", "10-9-8-7.default.pod", "A", 0, "10.9.8.7")]
    [InlineData("pods insecure", "nonsense.default.pod", "A", 3, "")]
    public async Task A_row_of_the_table(string row, string below, string type, int code, string records)
    {
        await using var cluster = await StartAsync();
        var name = below.Length == 0 ? "cluster.local" : $"{below}.cluster.local";

        var answer = await cluster.AskAsync(name, type, Token, edns: 4096);

        Assert.True(code == answer.Code, row);
        Assert.Equal(records, string.Join(" | ", answer.Texts.Order(StringComparer.Ordinal)));
        Assert.True(answer is { IsResponse: true, Aa: true, Ra: false, Tc: false, Rd: true, Id: RawQuery.Id });
        Assert.All(answer.Answers, r => Assert.Equal((5u, 1), (r.Ttl, r.Class)));
        if (records.Length > 0)
        {
            Assert.Empty(answer.Authority);
            return;
        }

        // C-5: every negative answer says how long it holds.
        var soa = Assert.Single(answer.Authority);
        Assert.Equal(("cluster.local", 6, 5u), (soa.Owner, soa.Type, soa.Ttl));
        Assert.Equal("ns.dns.cluster.local hostmaster.cluster.local minimum 5", soa.Text);
    }

    [Fact]
    public async Task Srv_brings_the_addresses_along()
    {
        await using var cluster = await StartAsync();

        Assert.Equal(["10-244-0-1 10.244.0.1", "web-1 10.244.0.2"], await GlueAsync(cluster, "web.default"));
        Assert.Equal(["10-244-1-2 10.244.1.2", "dual-0 10.244.1.1", "dual-0 fd00::1", "fd00--2 fd00::2"], await GlueAsync(cluster, "dual.default"));
        Assert.Equal(["twin 10.244.6.1", "twin 10.244.6.2"], await GlueAsync(cluster, "twins.default"));
        Assert.Equal(["vip 10.96.7.7"], await GlueAsync(cluster, "vip.shop"));
    }

    [Fact]
    public async Task The_zone_itself_has_a_soa_whose_serial_is_the_time_of_the_last_change()
    {
        var clock = new FakeTimeProvider();
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o => o.TimeProvider = clock, Token);
        cluster.AddPod();
        var serial = await SerialAsync(cluster);

        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(serial, await SerialAsync(cluster));
        cluster.AddPod();
        Assert.Equal(serial + 7, await SerialAsync(cluster));
    }

    [Fact]
    public async Task Ptr_names_the_pod_below_a_headless_service_and_else_the_service()
    {
        await using var cluster = await StartAsync();

        Assert.Equal([$"web-1.web.default.{Zone}"], (await cluster.AskAsync("2.0.244.10.in-addr.arpa", "PTR", Token)).Texts);
        Assert.Equal([$"vip.shop.{Zone}"], (await cluster.AskAsync("7.7.96.10.in-addr.arpa", "PTR", Token)).Texts);
        Assert.Equal([$"dual-0.dual.default.{Zone}"], (await cluster.AskAsync(string.Concat(Enumerable.Repeat("0.", 27)).Insert(0, "1.") + "0.0.d.f.ip6.arpa", "PTR", Token)).Texts);
        Assert.Equal(3, (await cluster.AskAsync("9.9.9.9.in-addr.arpa", "PTR", Token)).Code);
    }

    [Fact]
    public async Task The_case_of_the_question_is_echoed()
    {
        await using var cluster = await StartAsync();

        var answer = await cluster.AskAsync("WEB.default.Svc.CLUSTER.local", "A", Token);

        Assert.Equal(("WEB.default.Svc.CLUSTER.local", 1), answer.Question);
        NonEmpty.All(answer.Answers, r => Assert.Equal("WEB.default.Svc.CLUSTER.local", r.Owner));
        Assert.Equal(2, answer.Answers.Count);
    }

    [Fact]
    public async Task Names_outside_the_zone_are_unknown_unless_a_wildcard_or_record_has_them()
    {
        await using var cluster = await StartAsync();
        cluster.AddWildcard("corp.example.com", IPAddress.Parse("198.51.100.1"));
        cluster.AddRecord("web.corp.example.com", "A", "198.51.100.2", TimeSpan.FromSeconds(77));
        cluster.AddRecord("www.example.com", "CNAME", "web.corp.example.com.");

        var outside = await cluster.AskAsync("web.example.org", "A", Token);
        var wildcard = await cluster.AskAsync("orders.default.svc.cluster.local.corp.example.com", "A", Token);
        var record = await cluster.AskAsync("web.corp.example.com", "A", Token);
        var alias = await cluster.AskAsync("www.example.com", "A", Token);

        Assert.Equal((3, false, 1), (outside.Code, outside.Aa, outside.Authority.Count));
        Assert.Equal(["198.51.100.1"], wildcard.Texts);
        Assert.Equal(0, (await cluster.AskAsync("x.corp.example.com", "AAAA", Token)).Code);
        Assert.Equal(["198.51.100.2"], record.Texts);
        Assert.Equal(77u, record.Answers[0].Ttl);
        Assert.Equal(["web.corp.example.com", "198.51.100.2"], alias.Texts);

        cluster.RemoveRecords("www.example.com");
        Assert.Equal(3, (await cluster.AskAsync("www.example.com", "A", Token)).Code);
        Assert.Throws<ArgumentException>(() => cluster.AddRecord("a.example", "AAAA", "10.0.0.1"));
    }

    [Theory]
    [InlineData(30, null, 30u, 30)]
    [InlineData(3600, null, 300u, 3600)]
    [InlineData(5, 17, 17u, 17)]
    [InlineData(0, null, 0u, 0)]
    public async Task The_negative_ttl_follows_the_ttl_up_to_300_seconds(int ttl, int? negative, uint soaTtl, int minimum)
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o =>
        {
            o.Ttl = TimeSpan.FromSeconds(ttl);
            o.NegativeTtl = negative is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        }, Token);

        var soa = Assert.Single((await cluster.AskAsync($"web.default.{Zone}", "A", Token)).Authority);

        Assert.Equal(soaTtl, soa.Ttl);
        Assert.EndsWith($"minimum {minimum}", soa.Text, StringComparison.Ordinal);
    }

    private async Task<uint> SerialAsync(HeadlessServiceServer cluster)
    {
        var soa = Assert.Single((await cluster.AskAsync("cluster.local", "SOA", Token)).Answers);
        Assert.Equal(("cluster.local", 6), (soa.Owner, soa.Type));
        return BinaryPrimitives.ReadUInt32BigEndian(soa.Data.AsSpan(soa.Data.Length - 20));
    }

    private async Task<IEnumerable<string>> GlueAsync(HeadlessServiceServer cluster, string service)
    {
        var answer = await cluster.AskAsync($"{service}.{Zone}", "SRV", Token, edns: 4096);
        return answer.Glue.Select(r => $"{r.Owner.Split('.')[0]} {r.Text}").Order(StringComparer.Ordinal);
    }

    private async Task<HeadlessServiceServer> StartAsync()
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        cluster.AddPod("10.244.0.1");
        cluster.AddPod("web-1", "10.244.0.2");
        cluster.AddPod("web-2", "10.244.0.3").Ready = false;
        cluster.AddPod("web-3", "10.244.0.4").Terminate();

        cluster.AddService("empty").AddPort("peer", 5000).AddPod("10.244.2.1").Ready = false;
        var early = cluster.AddService("early");
        early.PublishNotReadyAddresses = true;
        early.AddPod("10.244.3.1");
        early.AddPod("10.244.3.2").Ready = false;
        early.AddPod("10.244.3.3").Terminate();
        early.AddPod("10.244.3.4").Remove();

        cluster.AddClusterIPService("vip.shop", "10.96.7.7").AddPort("http", 80);
        cluster.AddRecord("db.example.com", "A", "192.0.2.7");
        cluster.AddExternalNameService("alias", "db.example.com");
        cluster.AddExternalNameService("alias-of-web", $"web.default.{Zone}.");
        cluster.AddExternalNameService("alias-of-nothing", $"absent.default.{Zone}");

        var dual = cluster.AddService("dual").AddPort("p", 7000);
        dual.AddPod("dual-0", "10.244.1.1", "fd00::1");
        dual.AddPod("10.244.1.2", "fd00::2");

        cluster.AddService("portless").AddPod("10.244.4.1");
        cluster.AddService("unnamed").AddPort(null, 9000).AddPod("10.244.5.1");
        var twins = cluster.AddService("twins").AddPort("p", 1);
        twins.AddPod("twin", "10.244.6.1");
        twins.AddPod("twin", "10.244.6.2");

        var two = cluster.AddService("two").AddPort("a", 1).AddPort(null, 2);
        two.AddPod("10.244.7.1");
        two.AddPod("two-1", "10.244.7.2");
        cluster.AddService("six").SetPods("fd00:10:244::7", "2001:db8:1:0:1::1", "2001:db8::");
        return cluster;
    }
}
