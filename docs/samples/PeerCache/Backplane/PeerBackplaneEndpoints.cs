using Microsoft.AspNetCore.Mvc;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace PeerCache.Backplane;

/// <summary>Where peers say what is out of date. It can empty the whole cache: never on the public ingress.</summary>
internal static class PeerBackplaneEndpoints
{
    public const string Path = "/_cache";

    private const int MostBytes = 64 * 1024;
    private const string TagKey = FusionCacheInternalStrings.DefaultTagCacheKeyPrefix;

    public static void MapPeerBackplane(this IEndpointRouteBuilder endpoints)
    {
        // Request delegates: nothing of the request is read before the secret was shown.
        endpoints.MapPost(Path, Guarded(ReceiveAsync)).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        endpoints.MapDelete(Path, Guarded(ForgetAsync));
        endpoints.MapGet(Path, Guarded(context => context.Response.WriteAsJsonAsync(context.RequestServices.GetRequiredService<PeerOutboxes>().Pending)));
    }

    private static RequestDelegate Guarded(RequestDelegate next) => context =>
    {
        if (context.RequestServices.GetRequiredService<SharedSecret>().IsShownBy(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };

    // doc: receive
    private static async Task ReceiveAsync(HttpContext context)
    {
        var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;   // the server ends what is above 64 KiB: 413
            return;
        }

        context.Response.StatusCode = (Subscription(context), Read(body.ToArray())) switch
        {
            (null, _) => StatusCodes.Status404NotFound,
            (_, null) => StatusCodes.Status400BadRequest,
            ({ } subscription, { } message) when TagOf(message) is { } tag => await HandledAsync(
                context.RequestServices.GetRequiredService<CacheEraser>().RemoveByTagAsync(subscription.CacheName, tag, context.RequestAborted)),
            ({ IncomingMessageHandlerAsync: { } handle }, { } message) => await HandledAsync(handle(message)),
            _ => StatusCodes.Status404NotFound,
        };
    }
    // doc: end

    private static async Task ForgetAsync(HttpContext context)
    {
        if (Subscription(context) is not { } subscription)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await context.RequestServices.GetRequiredService<CacheEraser>().ClearAsync(subscription.CacheName, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static BackplaneSubscriptionOptions? Subscription(HttpContext context) =>
        context.Request.Query["channel"] is [{ } channel] ? context.RequestServices.GetRequiredService<PeerSubscriptions>().Find(channel) : null;

    // A RemoveByTag or Clear is a Set of a key that only FusionCache uses. The cache may put a prefix of its own before it.
    private static string? TagOf(BackplaneMessage message) =>
        message.Action is BackplaneMessageAction.EntrySet && message.CacheKey!.IndexOf(TagKey, StringComparison.Ordinal) is >= 0 and var start
            ? message.CacheKey[(start + TagKey.Length)..]
            : null;

    private static async Task<int> HandledAsync(ValueTask handling)
    {
        await handling;
        return StatusCodes.Status204NoContent;
    }

    // What FusionCache's own reader throws at bytes that it did not write.
    private static BackplaneMessage? Read(byte[] bytes)
    {
        try
        {
            return BackplaneMessage.FromByteArray(bytes) is var message && message.IsValid() ? message : null;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
