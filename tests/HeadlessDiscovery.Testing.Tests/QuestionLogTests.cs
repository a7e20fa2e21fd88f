using HeadlessDiscovery.Testing.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace HeadlessDiscovery.Testing.Tests;

public sealed class QuestionLogTests : SafetyNet
{
    [Fact]
    public async Task A_question_is_logged_with_what_was_answered()
    {
        var clock = new FakeTimeProvider();
        await using var cluster = await HeadlessServiceServer.StartAsync("web", o => o.TimeProvider = clock, Token);
        cluster.Service.AddPods(40);

        await cluster.AskAsync("Web.default.svc.cluster.local", "A", Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        await cluster.AskTcpAsync("absent.default.svc.cluster.local", "AAAA", Token, edns: 1232);
        await cluster.AskAsync("absent.default.svc.cluster.local", "NAPTR", Token);

        var log = cluster.Questions.ToList();
        Assert.Equal(("Web.default.svc.cluster.local.", "A", "udp", null, 0, 29, true), (log[0].Name, log[0].Type, log[0].Transport, log[0].EdnsSize, log[0].ResponseCode, log[0].Records, log[0].IsTruncated));
        Assert.Equal(("absent.default.svc.cluster.local.", "AAAA", "tcp", 1232, 3, 0, false), (log[1].Name, log[1].Type, log[1].Transport, log[1].EdnsSize, log[1].ResponseCode, log[1].Records, log[1].IsTruncated));
        Assert.Equal("TYPE35", log[2].Type);
        Assert.Equal(TimeSpan.FromSeconds(1), log[1].At - log[0].At);
        NonEmpty.All(log, q => Assert.Equal(cluster.EndPoint.Address, q.Client.Address));
    }

    [Fact]
    public async Task A_test_waits_for_questions_without_polling()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);

        var waiting = cluster.Questions.WaitForAsync(2, q => q.Type == "A", Token);
        await cluster.AskAsync("a.example", "A", Token);
        await cluster.AskAsync("b.example", "AAAA", Token);
        await cluster.AskAsync("c.example", "A", Token);

        Assert.Equal(["a.example.", "c.example."], (await waiting).Select(q => q.Name));
        Assert.Equal(3, (await cluster.Questions.WaitForAsync(3, cancellationToken: Token)).Count);
        cluster.Questions.Clear();
        Assert.Empty(cluster.Questions);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        await using var cluster = await HeadlessServiceServer.StartAsync("web", cancellationToken: Token);
        using var cancellation = new CancellationTokenSource();

        var waiting = cluster.Questions.WaitForAsync(1, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancellation.Token, e.CancellationToken);
    }
}
