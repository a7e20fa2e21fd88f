using HeadlessDiscovery.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>What an application has in front of all its routes.</summary>
public sealed class MiddlewareTests : SafetyNet
{
    [Fact]
    public async Task An_output_cache_for_everything_keeps_nothing_of_it()
    {
        await using var app = await PageApp.StartAsync(
            builder => builder.Services
                .AddOutputCache(options => options.AddBasePolicy(policy => policy.Expire(TimeSpan.FromHours(1))))
                .AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1")),
            app =>
            {
                var calls = 0;
                app.UseOutputCache();
                app.MapGet("/calls", () => TypedResults.Ok(++calls));
                app.MapHeadlessPeers();
            });

        // The cache is at work, and it looks at no Accept header.
        Assert.Equal("1", await app.TextAsync("/calls", cancellationToken: Token));
        Assert.Equal("1", await app.TextAsync("/calls", cancellationToken: Token));

        Assert.StartsWith("<!doctype html>", await app.TextAsync("/peers", "text/html", cancellationToken: Token), StringComparison.Ordinal);
        using var one = await EventReader.OpenAsync(app, Token);
        using var two = await EventReader.OpenAsync(app, Token);
        Assert.Equal("snapshot", (await one.NextAsync(Token))!.Value.Data.GetProperty("event").GetString());
        Assert.Equal("snapshot", (await two.NextAsync(Token))!.Value.Data.GetProperty("event").GetString());
        Assert.Equal(1, Count(await app.JsonAsync("/peers/orders", Token)));
        app.Fake().Add("10.0.0.2");
        Assert.Equal(2, Count(await app.JsonAsync("/peers/orders", Token)));

        static int Count(System.Text.Json.JsonElement service) => service.GetProperty("snapshot").GetProperty("peers").GetArrayLength();
    }

    [Fact]
    public async Task A_time_out_for_every_request_ends_no_stream()
    {
        await using var app = await PageApp.StartAsync(
            builder => builder.Services
                .AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(50) })
                .AddHeadlessPeers("orders").AddFakeHeadlessPeers("orders", fake => fake.Set("10.0.0.1")),
            app =>
            {
                app.UseRequestTimeouts();
                app.MapGet("/slow", async (HttpContext context) =>
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                });
                app.MapHeadlessPeers();
            });
        using var events = await EventReader.OpenAsync(app, Token);
        Assert.NotNull(await events.NextAsync(Token));

        // This request began after the stream, and has timed out.
        using var slow = await app.GetAsync("/slow", cancellationToken: Token);
        Assert.Equal(System.Net.HttpStatusCode.GatewayTimeout, slow.StatusCode);
        app.Fake().Add("10.0.0.2");
        Assert.Equal("change", (await events.NextAsync(Token))!.Value.Data.GetProperty("event").GetString());
    }
}
