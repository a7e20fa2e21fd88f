using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.Http.Tests.Calling;

public sealed class BodyTests : SafetyNet
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_bound_fails_its_pod_alone(bool saysItsLength)
    {
        await using var small = await Pod.StartAsync(Pod.Says(new string('s', 1000)));
        await using var big = await Pod.StartAsync(async context =>
        {
            context.Response.ContentLength = saysItsLength ? 1001 : null;
            await context.Response.StartAsync();
            await context.Response.WriteAsync(new string('b', 1001));
        });
        var tries = 0;
        await using var client = new Client([small.Peer, big.Peer], options => options.MaxResponseBytes = 1000);
        var replies = await client.Http.SendAllAsync(
            peer =>
            {
                Interlocked.Add(ref tries, peer == big.Peer ? 1 : 0);
                return Client.Get(peer);
            },
            Client.Text,
            cancellationToken: Token);
        Assert.Equal(small.Peer, Assert.Single(replies.Succeeded).Peer);
        var error = Assert.IsType<HttpRequestException>(Assert.Single(replies.Failed).Error);
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, error.HttpRequestError);
        Assert.Empty(client.Peers.ReportedUnreachable);
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task The_bound_holds_for_what_is_unpacked()
    {
        await using var pod = await Pod.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await packed.WriteAsync(new byte[100_000]);
        });
        await using var client = new Client(
            [pod.Peer],
            options => options.MaxResponseBytes = 10_000,
            http => http.UseSocketsHttpHandler((handler, _) => handler.AutomaticDecompression = DecompressionMethods.GZip));
        var error = Assert.IsType<HttpRequestException>(Assert.Single(await client.GetAsync(Token)).Error);
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, error.HttpRequestError);
    }

    [Fact]
    public async Task A_length_without_a_body_is_no_body()
    {
        await using var pod = await Pod.StartAsync(context =>
        {
            context.Response.ContentLength = 100_000;
            return Task.CompletedTask;
        });
        await using var client = new Client([pod.Peer], options => options.MaxResponseBytes = 10_000);
        var replies = await client.Http.SendAllAsync(
            _ => new HttpRequestMessage(HttpMethod.Head, "/"),
            (response, _) => new ValueTask<long?>(response.Content.Headers.ContentLength),
            cancellationToken: Token);
        Assert.Equal(100_000, Assert.Single(replies.Succeeded).Value);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_tried_again()
    {
        var tries = 0;
        await using var pod = await Pod.StartAsync(async context =>
        {
            context.Response.ContentLength = 4;
            await context.Response.WriteAsync("ha");
            if (Interlocked.Increment(ref tries) == 1)
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync("lf");
        });
        await using var client = new Client([pod.Peer]);
        Assert.Equal("half", Assert.Single(await client.GetAsync(Token)).Value);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_redirect_is_the_answer_of_its_pod_and_not_followed()
    {
        await using var elsewhere = await Pod.StartAsync(Pod.Says("elsewhere"));
        await using var pod = await Pod.StartAsync(context =>
        {
            context.Response.Redirect($"http://{elsewhere.Peer}/");
            return Task.CompletedTask;
        });
        await using var client = new Client([pod.Peer]);
        var replies = await client.Http.SendAllAsync(Client.Get, (response, _) => new ValueTask<int>((int)response.StatusCode), cancellationToken: Token);
        Assert.Equal(302, Assert.Single(replies).Value);
    }

    [Fact]
    public async Task A_cookie_of_one_call_is_not_sent_with_the_next()
    {
        await using var pod = await Pod.StartAsync(context =>
        {
            context.Response.Cookies.Append("who", "me");
            return context.Response.WriteAsync(context.Request.Cookies.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });
        await using var client = new Client([pod.Peer]);
        await client.GetAsync(Token);
        Assert.Equal("0", Assert.Single(await client.GetAsync(Token)).Value);
    }
}
