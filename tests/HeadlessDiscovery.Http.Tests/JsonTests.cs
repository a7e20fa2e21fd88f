using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace HeadlessDiscovery.Http.Tests;

public sealed partial class JsonTests : SafetyNet
{
    [Fact]
    public async Task Get_reads_JSON_from_every_pod_and_tells_apart_who_gave_none()
    {
        await using var good = await Pod.StartAsync(context => Json(context, """{"cpu":0.5}"""));
        await using var nothing = await Pod.StartAsync(context => Json(context, "null"));
        await using var garbled = await Pod.StartAsync(context => Json(context, """{"cpu":"""));
        await using var missing = await Pod.StartAsync(Pod.Status(404));
        await using var client = new Client([good.Peer, nothing.Peer, garbled.Peer, missing.Peer]);
        var each = new List<PeerReply<Load>>();
        await foreach (var reply in client.Http.GetFromJsonEachAsync("/load", Context.Default.Load, cancellationToken: Token))
        {
            each.Add(reply);
        }

        foreach (IReadOnlyList<PeerReply<Load>> replies in new IReadOnlyList<PeerReply<Load>>[] { each, await client.Http.GetFromJsonAllAsync("/load", Context.Default.Load, cancellationToken: Token) })
        {
            var of = replies.ToDictionary(reply => reply.Peer);
            Assert.Equal(new Load(0.5), of[good.Peer].Value);
            Assert.Equal((true, null), (of[nothing.Peer].Succeeded, of[nothing.Peer].Value));
            Assert.IsType<JsonException>(of[garbled.Peer].Error);
            Assert.Equal(HttpStatusCode.NotFound, Assert.IsType<HttpRequestException>(of[missing.Peer].Error).StatusCode);
        }

        Assert.Empty(client.Peers.ReportedUnreachable);
    }

    [Fact]
    public async Task Post_sends_JSON_to_every_pod_and_reads_its_answer()
    {
        await using var one = await Pod.StartAsync(Doubled, "127.0.1.1");
        await using var two = await Pod.StartAsync(Doubled, "127.0.1.2");
        await using var client = new Client([one.Peer, two.Peer]);
        var replies = await client.Http.PostAsJsonAllAsync("/load", new Load(2), Context.Default.Load, Context.Default.Load, cancellationToken: Token);
        Assert.Equal([new Load(4), new Load(4)], replies.Succeeded.Select(reply => reply.Value));
        var count = 0;
        await foreach (var reply in client.Http.PostAsJsonEachAsync("/load", new Load(3), Context.Default.Load, Context.Default.Load, cancellationToken: Token))
        {
            Assert.Equal(new Load(6), reply.Value);
            count++;
        }

        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Post_makes_a_content_for_each_pod_and_gives_the_status()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var pods = await Pod.StartAsync(
            async context =>
            {
                using var body = new StreamReader(context.Request.Body);
                seen.Add($"{context.Request.Method} {context.Request.Path} {await body.ReadToEndAsync(context.RequestAborted)}");
                context.Response.StatusCode = context.Connection.LocalIpAddress!.ToString() == "127.0.1.1" ? 202 : 409;
            },
            ["127.0.1.1", "127.0.1.2"]);
        await using var client = new Client(pods.Peers);
        var replies = await client.Http.PostAllAsync("/invalidate", peer => new StringContent(peer.Address.ToString()), cancellationToken: Token);
        Assert.Equal(HttpStatusCode.Accepted, Assert.Single(replies.Succeeded).Value);
        Assert.Equal(HttpStatusCode.Conflict, Assert.IsType<HttpRequestException>(Assert.Single(replies.Failed).Error).StatusCode);
        Assert.Equal(["POST /invalidate 127.0.1.1", "POST /invalidate 127.0.1.2"], seen.Order());
        await foreach (var reply in client.Http.PostEachAsync("/nothing", _ => null, cancellationToken: Token))
        {
            Assert.NotNull(reply.Peer);
        }

        Assert.Equal(2, seen.Count(line => line == "POST /nothing "));
    }

    private static async Task Doubled(HttpContext context)
    {
        var load = await JsonSerializer.DeserializeAsync(context.Request.Body, Context.Default.Load, context.RequestAborted);
        Assert.StartsWith("application/json", context.Request.ContentType, StringComparison.Ordinal);
        await Json(context, JsonSerializer.Serialize(new Load(load!.Cpu * 2), Context.Default.Load));
    }

    private static Task Json(HttpContext context, string text)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    }

    internal sealed record Load(double Cpu);

    [JsonSerializable(typeof(Load))]
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    private sealed partial class Context : JsonSerializerContext;
}
