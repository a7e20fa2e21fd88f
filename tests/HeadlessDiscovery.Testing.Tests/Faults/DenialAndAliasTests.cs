using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests.Faults;

/// <summary>Denials with less proof than CoreDNS gives, aliases that lead nowhere, and addresses of DNS64.</summary>
public sealed class DenialAndAliasTests : SafetyNet
{
    private const string Web = "web.default.svc.cluster.local";
    private const string Other = "other.default.svc.cluster.local";

    [Fact]
    public async Task A_denial_without_proof_has_no_soa_and_is_not_authoritative()
    {
        await using var cluster = await StartAsync();

        using (cluster.Faults.NoData(DenialProof.None))
        {
            var denial = await cluster.AskAsync(Web, "A", Token, edns: 1232);
            Assert.True(denial is { Code: 0, Aa: false, Ra: true, Tc: false, Answers.Count: 0, Authority.Count: 0 });
            Assert.NotNull(denial.Opt);
            Assert.True((await cluster.AskTcpAsync(Web, "A", Token)) is { Code: 0, Aa: false, Authority.Count: 0 });
        }

        using (cluster.Faults.NxDomain(DenialProof.None))
        {
            Assert.True((await cluster.AskAsync(Web, "A", Token)) is { Code: 3, Aa: false, Ra: true, Authority.Count: 0 });
        }
    }

    [Fact]
    public async Task A_denial_has_the_soa_and_flags_that_were_given()
    {
        await using var cluster = await StartAsync();

        async Task<(int Code, bool Aa, bool Ra, string? Zone)> WithAsync(DnsFault fault)
        {
            using var set = fault;
            var answer = await cluster.AskAsync(Web, "A", Token);
            return (answer.Code, answer.Aa, answer.Ra, answer.Authority.SingleOrDefault(r => r.Type == 6)?.Owner);
        }

        Assert.Equal((0, true, false, "cluster.local"), await WithAsync(cluster.Faults.NoData(DenialProof.CoreDns)));
        Assert.Equal((0, true, false, "cluster.local"), await WithAsync(cluster.Faults.NoData()));
        Assert.Equal((3, true, true, null), await WithAsync(cluster.Faults.NxDomain(new DenialProof { HasSoa = false, IsRecursive = true })));
        Assert.Equal((3, false, true, ""), await WithAsync(cluster.Faults.NxDomain(new DenialProof { SoaZone = "", IsAuthoritative = false, IsRecursive = true })));
        Assert.Equal((0, true, false, "corp.example"), await WithAsync(cluster.Faults.NoData(new DenialProof { SoaZone = "Corp.example." })));
    }

    [Fact]
    public async Task A_referral_has_a_name_server_and_nothing_else()
    {
        await using var cluster = await StartAsync();

        using (cluster.Faults.Referral())
        {
            var referral = await cluster.AskAsync(Web, "A", Token);
            Assert.True(referral is { Code: 0, Aa: false, Ra: false, Answers.Count: 0, Additional.Count: 0 });
            Assert.Equal(("cluster.local", 2), (Assert.Single(referral.Authority).Owner, referral.Authority[0].Type));
        }

        cluster.Faults.Referral("example.com.");
        Assert.Equal("example.com", Assert.Single((await cluster.AskAsync(Web, "A", Token)).Authority).Owner);
    }

    [Fact]
    public async Task An_alias_alone_leads_to_a_name_that_is_answered_when_it_is_asked()
    {
        await using var cluster = await StartAsync();
        cluster.AddService("other").SetPods("10.0.1.1", "10.0.1.2");
        cluster.Faults.CnameAlone(Other + ".");

        var alias = await cluster.AskAsync(Web, "A", Token);
        Assert.Equal((Web, 5, Other), (Assert.Single(alias.Answers).Owner, alias.Answers[0].Type, alias.Answers[0].Text));
        Assert.Empty(alias.Authority);
        Assert.Equal(["10.0.1.1", "10.0.1.2"], (await cluster.AskAsync(Other, "A", Token)).Texts.Order());

        cluster.Faults.Clear();
        cluster.Faults.CnameAlone("absent.default.svc.cluster.local");
        Assert.Single((await cluster.AskAsync(Web, "AAAA", Token)).Answers);
        Assert.Equal(3, (await cluster.AskAsync("absent.default.svc.cluster.local", "AAAA", Token)).Code);
    }

    [Fact]
    public async Task An_alias_of_the_cluster_comes_alone_and_other_answers_stay()
    {
        await using var cluster = await StartAsync();
        cluster.AddExternalNameService("alias", Web);
        Assert.Equal(3, (await cluster.AskAsync("alias.default.svc.cluster.local", "A", Token)).Answers.Count);

        cluster.Faults.CnameAlone();

        Assert.Equal([Web], (await cluster.AskAsync("alias.default.svc.cluster.local", "A", Token)).Texts);
        Assert.Equal(2, (await cluster.AskAsync(Web, "A", Token)).Answers.Count);
    }

    [Fact]
    public async Task Dns64_makes_aaaa_records_from_a_records_where_there_are_none()
    {
        await using var cluster = await StartAsync();
        cluster.AddService("dual").AddPod("10.0.1.1", "fd00::1");
        cluster.AddService("empty");
        cluster.Faults.Dns64();

        var made = await cluster.AskAsync("WEB.default.svc.cluster.local", "AAAA", Token);

        Assert.Equal(["64:ff9b::a00:1", "64:ff9b::a00:2"], made.Texts.Order());
        NonEmpty.All(made.Answers, r => Assert.Equal((28, 5u, "WEB.default.svc.cluster.local"), (r.Type, r.Ttl, r.Owner)));
        Assert.Empty(made.Authority);
        Assert.Equal(["10.0.0.1", "10.0.0.2"], (await cluster.AskAsync(Web, "A", Token)).Texts.Order());
        Assert.Equal(["64:ff9b::a00:2"], (await cluster.AskAsync("10-0-0-2." + Web, "AAAA", Token)).Texts);
        Assert.Equal(["fd00::1"], (await cluster.AskAsync("dual.default.svc.cluster.local", "AAAA", Token)).Texts);
        Assert.Equal(3, (await cluster.AskAsync("empty.default.svc.cluster.local", "AAAA", Token)).Code);
    }

    [Fact]
    public async Task Dns64_makes_its_records_from_what_a_cache_has()
    {
        var clock = new FakeTimeProvider();
        await using var cluster = await StartAsync(clock);
        cluster.Cache = new ClusterCache();
        cluster.Faults.Dns64();
        await cluster.AskAsync(Web, "A", Token);

        cluster.SetPods("10.0.0.3");
        clock.Advance(TimeSpan.FromSeconds(2));

        var made = await cluster.AskAsync(Web, "AAAA", Token);
        Assert.Equal(["64:ff9b::a00:1", "64:ff9b::a00:2"], made.Texts.Order());
        NonEmpty.All(made.Answers, r => Assert.Equal(3u, r.Ttl));
    }

    private async Task<HeadlessServiceServer> StartAsync(TimeProvider? clock = null)
    {
        var cluster = await HeadlessServiceServer.StartAsync("web", o => o.TimeProvider = clock ?? TimeProvider.System, Token);
        cluster.SetPods("10.0.0.1", "10.0.0.2");
        return cluster;
    }
}
