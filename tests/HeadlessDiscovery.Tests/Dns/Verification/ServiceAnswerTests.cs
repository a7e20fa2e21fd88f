using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Dns;

public sealed class ServiceAnswerTests
{
    private const string Name = "_http._tcp.web.shop.svc.cluster.local.";
    private const string Host0 = "web-0.web.shop.svc.cluster.local.";
    private const string Host1 = "web-1.web.shop.svc.cluster.local.";

    private static readonly DnsQuestion Question = new(Name, DnsRecordType.Srv);

    [Fact]
    [Trait("rule", "S-27")]
    public void Targets_come_with_port_and_glue_in_one_order()
    {
        var answer = Verify(new FakeDnsMessage(Question).AddService(Name, Host0, 81, glue: "10.0.0.1").AddService(Name, Host1, 80, glue: "10.0.0.2").AddService(Name, Host0, 79));

        Assert.Null(answer.Canonical);
        Assert.Equal(
            [(Host0, (ushort)79, "10.0.0.1"), (Host0, (ushort)81, "10.0.0.1"), (Host1, (ushort)80, "10.0.0.2")],
            answer.Targets.Select(target => (target.Host, target.Port, string.Join(',', target.Glue))));
    }

    [Fact]
    [Trait("rule", "S-27")]
    public void A_host_has_all_its_addresses_in_the_order_of_the_message()
    {
        var message = new FakeDnsMessage(Question)
            .AddService(Name, Host0, 80, glue: "10.0.0.2").AddService(Name, Host1, 80, glue: "10.0.0.3").AddService(Name, Host0, 81, glue: "127.0.0.1")
            .AddService(Name, Host0, 82, glue: "fd00::2").AddService(Name, Host0, 83, glue: "0.0.0.0").AddService(Name, Host0, 84, glue: "10.0.0.1");

        var target = Verify(message).Targets[0];

        Assert.Equal((Host0, "10.0.0.2 fd00::2 10.0.0.1", "127.0.0.1 0.0.0.0"), (target.Host, string.Join(' ', target.Glue), string.Join(' ', target.LeftOut)));
    }

    [Fact]
    [Trait("rule", "S-30")]
    public void A_target_that_is_named_twice_in_whatever_case_is_one() =>
        Assert.Single(Verify(new FakeDnsMessage(Question).AddService(Name, Host0, 80).AddService(Name, Host0.ToUpperInvariant(), 80)).Targets);

    [Fact]
    [Trait("rule", "S-27")]
    public void The_root_as_target_says_that_there_is_no_such_service()
    {
        Assert.Equal(LookupReason.NoData, Verify(new FakeDnsMessage(Question).AddService(Name, ".", 0)).Reason);
        Assert.Equal(Host0, Assert.Single(Verify(new FakeDnsMessage(Question).AddService(Name, ".", 0).AddService(Name, Host0, 80)).Targets).Host);
    }

    [Fact]
    [Trait("rule", "W-2")]
    public void Records_of_another_owner_alone_are_malformed()
    {
        Assert.Equal(LookupReason.Malformed, Verify(new FakeDnsMessage(Question).AddService("_http._tcp.evil.example.", Host0, 80)).Reason);
        Assert.Equal(LookupReason.Malformed, Verify(new FakeDnsMessage(Question).AddAlias("evil.example.", Host0)).Reason);
        Assert.Equal(Host1, Assert.Single(Verify(new FakeDnsMessage(Question).AddService("_http._tcp.evil.example.", Host0, 80).AddService(Name, Host1, 80)).Targets).Host);
    }

    [Fact]
    [Trait("rule", "S-23")]
    public void Aliases_are_followed_and_a_loop_is_malformed()
    {
        var answer = Verify(new FakeDnsMessage(Question).AddAlias(Name, "a.example.", ttl: 3).AddService("a.example.", Host0, 80));

        Assert.Equal(("a.example.", TimeSpan.FromSeconds(3)), (answer.Canonical, answer.Ttl));
        Assert.Equal(LookupReason.Malformed, Verify(new FakeDnsMessage(Question).AddAlias(Name, Name).AddService(Name, Host0, 80)).Reason);
    }

    [Fact]
    [Trait("rule", "S-23")]
    public void An_alias_without_targets_is_denied_by_the_SOA_of_its_end_alone()
    {
        var open = Verify(new FakeDnsMessage(Question).AddAlias(Name, "a.example.", ttl: 7));
        var denied = Verify(new FakeDnsMessage(Question).AddAlias(Name, "a.example.").AddStart("example."));
        var unavailable = Verify(new FakeDnsMessage(Question).AddService(Name, ".", 0));

        Assert.Equal((LookupReason.Unverified, true, "a.example.", TimeSpan.FromSeconds(7)), (open.Reason, open.IsOpenAlias, open.Canonical, open.Ttl));
        Assert.Equal((LookupReason.NoData, true, "a.example."), (denied.Reason, denied.HasProof, denied.Canonical));
        Assert.Equal((LookupReason.NoData, false, null), (unavailable.Reason, unavailable.HasProof, unavailable.Canonical));
    }

    [Fact]
    [Trait("rule", "W-3")]
    public void A_record_without_a_target_spoils_the_answer_and_one_of_another_type_does_not()
    {
        var message = new FakeDnsMessage(Question).Add(Name, "10.0.0.1").AddService(Name, Host0, 80);
        Assert.Equal(Host0, Assert.Single(Verify(message).Targets).Host);

        message.Answers.Add(new DnsRecord { Owner = Name, Type = DnsRecordType.Srv, Class = DnsRecord.ClassIn, Ttl = 5 });
        Assert.Equal(LookupReason.Malformed, Verify(message).Reason);
    }

    [Fact]
    [Trait("rule", "C-1")]
    public void The_TTL_is_that_of_the_SRV_records_and_not_of_the_glue()
    {
        var message = new FakeDnsMessage(Question).AddService(Name, Host0, 80, ttl: 9).AddService(Name, Host1, 80, ttl: 7);
        message.Additionals.Add(new DnsRecord { Owner = Host0, Type = DnsRecordType.A, Class = DnsRecord.ClassIn, Ttl = 1, Address = System.Net.IPAddress.Parse("10.0.0.1"), DataLength = 4 });

        Assert.Equal(TimeSpan.FromSeconds(7), Verify(message).Ttl);
    }

    [Fact]
    [Trait("rule", "S-27")]
    public void Glue_of_another_class_or_length_is_none_and_glue_of_no_peer_is_told_apart()
    {
        var message = new FakeDnsMessage(Question).AddService(Name, Host0, 80).AddService(Name, Host1, 80, glue: "127.0.0.1");
        message.Additionals.Add(new DnsRecord { Owner = Host0, Type = DnsRecordType.A, Class = 3, Address = System.Net.IPAddress.Parse("10.0.0.1"), DataLength = 4 });
        message.Additionals.Add(new DnsRecord { Owner = Host0, Type = DnsRecordType.A, Class = DnsRecord.ClassIn, Address = System.Net.IPAddress.Parse("10.0.0.1"), DataLength = 3 });

        var answer = Verify(message);

        NonEmpty.All(answer.Targets, target => Assert.Empty(target.Glue));
        Assert.Equal([0, 1], answer.Targets.Select(target => target.LeftOut.Length));
    }

    private static VerifiedAnswer Verify(DnsMessage message) => AnswerVerifier.Verify(Question, message, serverIsLoopback: false);
}
