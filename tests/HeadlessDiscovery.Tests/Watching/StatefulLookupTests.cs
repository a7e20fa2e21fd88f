using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class StatefulLookupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_explanation_lets_the_next_one_in()
    {
        await using var service = new WatchedService(options => options.UseTcp = true);
        await service.Resolver.ExplainAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        await service.Resolver.ExplainAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(2, service.Lookups);
    }

    [Fact]
    public async Task An_empty_answer_that_is_not_published_yet_keeps_to_the_pinned_name()
    {
        await using var service = new WatchedService(TestLookup.ShortName);
        await service.FirstAsync();
        service.Answers("NXDOMAIN");
        await service.NextAsync(5);
        await service.NextAsync(1);
        Assert.NotEmpty(service.Resolver.Current.Held);
        Assert.Equal(Enumerable.Repeat("web.shop.svc.cluster.local.", 3), service.Transport.Asked.Select(exchange => exchange.Question.Name));
    }

    [Fact]
    [Trait("rule", "R-6")]
    public async Task A_mass_removal_does_not_last_while_a_question_waits_for_a_silent_server()
    {
        await using var service = new WatchedService(options => (options.RemovalConfirmations, options.MassRemovalHold) = (1, TimeSpan.FromSeconds(5)));
        await service.FirstAsync();
        service.Answers("NXDOMAIN");
        await service.NextAsync(5);
        service.Answers("DROP");
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => service.Transport.IsSilent);
        await Waiting.UntilAsync(() => service.Resolver.Current.IsStale, () => service.Time.Advance(service.Transport.IsSilent ? TimeSpan.FromSeconds(1) : TimeSpan.Zero));
        service.Answers("NXDOMAIN");
        await service.NextAsync(1);
        Assert.Equal((2, 2), (service.Resolver.Current.Count, service.Resolver.Current.Held.Length));
        await service.NextAsync(4);
        Assert.Empty(service.Resolver.Current);
    }
}
