using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Http.Tests.Calling;

/// <summary>Alone in the process, because what other tests hold would be measured too.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests : SafetyNet
{
    [Fact]
    public async Task Ten_thousand_addresses_leave_nothing_behind()
    {
        await using var client = new Client(
            [],
            http: http => http.RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new StubHandler((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)), keepsAsked: false)));
        await ChurnAsync(client, 0, 100);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ChurnAsync(client, 100, 1_100);
        client.Peers.Set("10.0.0.1:80");
        await TestWait.UntilAsync(() => client.Pipelines.Count == 0, Token);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // Measured: nothing, and 29 MB where the pipelines are kept.
        Assert.True(grown < 4_000_000, $"The memory has grown by {grown} bytes.");
    }

    // Ten pods at a time, all of them others each time.
    private async Task ChurnAsync(Client client, int from, int to)
    {
        for (var round = from; round < to; round++)
        {
            client.Peers.Set(Enumerable.Range(1, 10).Select(number => $"10.{1 + (round / 200)}.{round % 200}.{number}:80").ToArray());
            Assert.Equal(10, (await client.GetAsync(Token)).Succeeded.Length);
        }
    }
}
