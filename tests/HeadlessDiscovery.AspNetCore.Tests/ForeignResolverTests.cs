using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>A resolver of somebody else, whose stream may do what ours never does.</summary>
public sealed class ForeignResolverTests : SafetyNet
{
    private readonly FakePeerResolver stock = new("stock");

    [Theory]
    [InlineData(Break.AtOnce)]
    [InlineData(Break.AfterTheFirst)]
    public async Task A_stream_that_throws_is_said_once_and_its_service_is_told_on(Break how)
    {
        stock.Set("10.0.1.1");
        await using var app = await StartAsync(how);
        using var all = await EventReader.OpenAsync(app, Token);
        using var one = await EventReader.OpenAsync(app, Token, "/peers/stock");
        Assert.Equal("10.0.1.1", Address((await NextAsync(all, "stock", "snapshot")).GetProperty("peers")));
        Assert.Equal("10.0.1.1", Address((await NextAsync(one, "stock", "snapshot")).GetProperty("peers")));

        stock.Add("10.0.1.2");
        Assert.Equal("10.0.1.2", Address((await NextAsync(all, "stock", "change")).GetProperty("added")));
        Assert.Equal("10.0.1.2", Address((await NextAsync(one, "stock", "change")).GetProperty("added")));
        app.Fake("orders").Add("10.0.0.2");
        Assert.Equal("10.0.0.2", Address((await NextAsync(all, "orders", "change")).GetProperty("added")));

        var said = Assert.Single(app.Logs.Lines, line => line.Category == "HeadlessDiscovery.AspNetCore");
        Assert.Equal(LogLevel.Error, said.Level);
        Assert.StartsWith("stock: the WatchAsync of this resolver threw", said.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_history_goes_on_as_well()
    {
        stock.Set("10.0.1.1");
        await using var app = await StartAsync(Break.AfterTheFirst);
        using var events = await EventReader.OpenAsync(app, Token, "/peers/stock");
        await NextAsync(events, "stock", "snapshot");
        stock.Add("10.0.1.2");
        await NextAsync(events, "stock", "change");
        while ((await app.JsonAsync("/peers/stock", Token)).GetProperty("history")[0].GetProperty("event").GetString() != "change")
        {
            // The recorder looks at its own time.
            await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
        }
    }

    [Fact]
    public async Task One_that_heeds_no_token_keeps_no_stream_open()
    {
        stock.Set("10.0.1.1");
        await using var app = await StartAsync(Break.NeverEnds);
        using var reader = await EventReader.OpenAsync(app, Token, "/peers/stock");
        await NextAsync(reader, "stock", "snapshot");
        await app.StopAsync(Token);
        while (await reader.NextAsync(Token) is not null)
        {
        }
    }

    [Fact]
    public async Task One_that_reads_no_options_is_shown_although_they_are_not_valid()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services
            .AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1"))
            .AddFakeHeadlessPeers("no host name", fake => fake.Set("10.0.0.2")));
        Assert.Equal("10.0.0.2", Address((await app.JsonAsync("/peers/no%20host%20name", Token)).GetProperty("snapshot").GetProperty("peers")));
    }

    private Task<PageApp> StartAsync(Break how) => PageApp.StartAsync(builder => builder.Services
        .AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1"))
        .AddKeyedSingleton<IPeerResolver>("stock", new Broken(stock, how)));

    private async Task<System.Text.Json.JsonElement> NextAsync(EventReader events, string service, string kind)
    {
        while (true)
        {
            var told = await events.NextAsync(kind, Token);
            if (told.GetProperty("service").GetString() == service)
            {
                return told;
            }
        }
    }

    private static string? Address(System.Text.Json.JsonElement peers) => Assert.Single(peers.EnumerateArray()).GetProperty("address").GetString();

    public enum Break
    {
        AtOnce,
        AfterTheFirst,
        NeverEnds,
    }

    private sealed class Broken(FakePeerResolver fake, Break how) : ResolverOverFake(fake)
    {
        public override IAsyncEnumerable<PeerChange> WatchAsync(CancellationToken cancellationToken = default) =>
            how == Break.AtOnce ? throw new NotSupportedException("This resolver has no stream.") : FirstAsync();

        private async IAsyncEnumerable<PeerChange> FirstAsync()
        {
            yield return new PeerChange(PeerSnapshot.Unresolved, Current);
            if (how == Break.NeverEnds)
            {
                await new TaskCompletionSource().Task;
            }

            throw new InvalidOperationException("The connection to the registry broke.");
        }
    }
}
