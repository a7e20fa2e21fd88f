using System.Net;
using HeadlessDiscovery.AspNetCore.Serving;
using HeadlessDiscovery.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.AspNetCore.Tests;

public sealed class StreamTests : SafetyNet
{
    [Fact]
    public async Task The_first_event_is_the_whole_state_and_an_added_pod_follows()
    {
        await using var server = await HeadlessServiceServer.StartAsync("orders", options => options.Ttl = TimeSpan.FromSeconds(1), Token);
        server.SetPods("10.244.0.1");
        await using var app = await PageApp.WithServerAsync(server);
        await app.Resolver().GetPeersAsync(Token);
        using var events = await EventReader.OpenAsync(app, Token);
        var (id, first, _) = (await events.NextAsync(Token))!.Value;
        Assert.Equal("snapshot", first.GetProperty("event").GetString());
        Assert.Equal(first.GetProperty("version").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture), id);
        Assert.Equal(["10.244.0.1"], Addresses(first, "peers"));

        server.AddPod("10.244.0.2");
        var change = await events.NextAsync("change", Token);
        Assert.Equal(["10.244.0.2"], Addresses(change, "added"));
        Assert.Equal(["10.244.0.1", "10.244.0.2"], Addresses(change, "peers"));

        // A lookup without a difference is told too: the page shows its age.
        Assert.Equal(change.GetProperty("version").GetInt64(), (await events.NextAsync("lookup", Token)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Every_kind_of_event_is_told_in_order()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        using var events = await EventReader.OpenAsync(app, Token);
        Assert.Equal("snapshot", await KindAsync(events));
        foreach (var (kind, step) in ((string, Action<FakePeerResolver>)[])
        [
            ("change", fake => fake.Add("10.0.0.2")),
            ("held", fake => fake.Hold("10.0.0.1")),
            ("stale", fake => fake.GoStale()),
            ("fresh", fake => fake.Recover()),
            ("change", fake => fake.Remove("10.0.0.1")),
            ("change", fake => fake.Empty()),
        ])
        {
            step(app.Fake());
            Assert.Equal(kind, await KindAsync(events));
        }
    }

    [Fact]
    public async Task At_most_32_streams_are_open_and_a_place_becomes_free_again()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        var open = new List<EventReader>();
        for (var i = 0; i < EventStreams.Most; i++)
        {
            open.Add(await EventReader.OpenAsync(app, Token));
        }

        using (var refused = await app.GetAsync("/peers", "text/event-stream", cancellationToken: Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("15", refused.Headers.RetryAfter?.ToString());
            Assert.Equal("text/plain; charset=utf-8", refused.Content.Headers.ContentType?.ToString());
        }

        open[0].Dispose();
        await OpenOnceFreeAsync(app);
        open.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task Open_streams_end_with_the_application()
    {
        await using var app = await PageApp.WithFakeAsync(fake => fake.Set("10.0.0.1"));
        var open = new List<EventReader>();
        for (var i = 0; i < 10; i++)
        {
            var reader = await EventReader.OpenAsync(app, Token);
            Assert.NotNull(await reader.NextAsync(Token));
            open.Add(reader);
        }

        // The host's patience is 30 s; a stream that outlived it would end as an exception, not as the end.
        await app.StopAsync(Token);
        foreach (var reader in open)
        {
            Assert.Null(await reader.NextAsync(Token));
            reader.Dispose();
        }
    }

    [Fact]
    public async Task A_stream_of_all_services_names_each()
    {
        await using var app = await PageApp.StartAsync(builder => builder.Services
            .AddHeadlessPeers("orders").AddHeadlessPeers("stock")
            .AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1")).AddFakeHeadlessPeers("stock", fake => fake.Set("10.0.1.1")));
        using var all = await EventReader.OpenAsync(app, Token);
        using var one = await EventReader.OpenAsync(app, Token, "/peers/stock");
        HashSet<string?> services = [(await all.NextAsync("snapshot", Token)).GetProperty("service").GetString(), (await all.NextAsync("snapshot", Token)).GetProperty("service").GetString()];
        Assert.Equal(["orders", "stock"], services.Order(StringComparer.Ordinal));
        app.Fake("orders").Add("10.0.0.2");
        app.Fake("stock").Add("10.0.1.2");
        Assert.Equal("stock", (await one.NextAsync("snapshot", Token)).GetProperty("service").GetString());
        Assert.Equal("stock", (await one.NextAsync("change", Token)).GetProperty("service").GetString());
    }

    private async Task<string?> KindAsync(EventReader events) => (await events.NextAsync(Token))!.Value.Data.GetProperty("event").GetString();

    private static IEnumerable<string?> Addresses(System.Text.Json.JsonElement data, string property) =>
        data.GetProperty(property).EnumerateArray().Select(peer => peer.GetProperty("address").GetString());

    // The server notices at its own time that a reader left.
    private async Task OpenOnceFreeAsync(PageApp app)
    {
        while (true)
        {
            using var response = await app.GetAsync("/peers", "text/event-stream", cancellationToken: Token);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
        }
    }
}
