using HeadlessDiscovery.Tests.Support;

namespace HeadlessDiscovery.Tests.Watching;

public sealed class LookupDeskTests
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
}
