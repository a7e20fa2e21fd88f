using System.Text;
using HeadlessDiscovery.Testing.Tests.Raw;

namespace HeadlessDiscovery.Testing.Tests.Serving;

/// <summary>Class CH, which CoreDNS refuses where its <c>chaos</c> plugin is not configured.</summary>
public sealed class ChaosTests : SafetyNet
{
    private const int Refused = 5;

    [Theory]
    [InlineData("hostname.bind")]
    [InlineData("ID.server")]
    public async Task Each_replica_identifies_itself(string name)
    {
        await using var server = await HeadlessServiceServer.StartAsync("web", options => (options.Chaos, options.Replicas, options.RotateReplicas) = (true, 2, true), Token);

        string[] answered = [await AskAsync(server, name), await AskAsync(server, name)];

        Assert.Equal(["coredns-0", "coredns-1"], answered);
    }

    [Theory]
    [InlineData(false, "hostname.bind", "TXT")]
    [InlineData(true, "hostname.bind", "A")]
    [InlineData(true, "authors.bind", "TXT")]
    [InlineData(true, "web.default.svc.cluster.local", "TXT")]
    public async Task All_else_of_that_class_is_refused(bool chaos, string name, string type)
    {
        await using var server = await HeadlessServiceServer.StartAsync("web", options => options.Chaos = chaos, Token);

        Assert.Equal(Refused, new RawAnswer(await server.SendUdpAsync(RawQuery.For(name, type, @class: 3), Token)).Code);
    }

    private async Task<string> AskAsync(HeadlessServiceServer server, string name)
    {
        var answer = new RawAnswer(await server.SendUdpAsync(RawQuery.For(name, "TXT", @class: 3), Token));
        var record = Assert.Single(answer.Answers);
        Assert.Equal((16, 3, 0u), (record.Type, record.Class, record.Ttl));
        return Encoding.ASCII.GetString(record.Data.AsSpan(1));
    }
}
