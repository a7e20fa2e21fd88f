using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>Streams of server-sent events: the events of <c>headless-peers watch</c>, each with the whole state, so that a reader that reconnects has missed nothing.</summary>
internal sealed class EventStreams(IServiceProvider services, CancellationToken stopping)
{
    public const int Most = 32;

    private const string ContentType = "text/event-stream";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private int open;

    public async Task ServeAsync(HttpContext context, ImmutableArray<RecordedPeers> shown)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = ContentType;
            return;
        }

        try
        {
            if (Interlocked.Increment(ref open) > Most)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "15";
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync($"{Most} streams are open, which is the limit.\n", context.RequestAborted).ConfigureAwait(false);
                return;
            }

            await StreamAsync(context, shown).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task StreamAsync(HttpContext context, ImmutableArray<RecordedPeers> shown)
    {
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        // Otherwise an open stream would delay the server's shutdown until its timeout of 30 s.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var startTimestamp = time.GetTimestamp();
        try
        {
            await WriteAsync(context.Response, "retry: 2000\n\n", end.Token).ConfigureAwait(false);
            await using var feed = new EventFeed(shown, time, Silence, end.Token);
            await foreach (var told in feed.ReadAsync(end.Token).ConfigureAwait(false))
            {
                var text = told is null ? ": still here\n\n" : Event(told, time.GetElapsedTime(startTimestamp));
                await WriteAsync(context.Response, text, end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the application stops.
        }
    }

    // The JSON must not contain a line break, as required by server-sent events.
    private static string Event(FedEvent told, TimeSpan since)
    {
        var seen = told.Transition;
        var body = new EventJson(seen.Kind, since, seen.At, told.Service, seen.Snapshot) { Added = seen.Added, Removed = seen.Removed };
        return string.Create(CultureInfo.InvariantCulture, $"id: {seen.Snapshot.Version}\ndata: {Encoding.UTF8.GetString(JsonText.Of(body.Write).WrittenSpan)}\n\n");
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
