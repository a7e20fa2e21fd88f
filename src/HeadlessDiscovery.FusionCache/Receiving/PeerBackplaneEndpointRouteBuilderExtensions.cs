using HeadlessDiscovery.FusionCache;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint to which the other pods send.</summary>
public static class PeerBackplaneEndpointRouteBuilderExtensions
{
    private const int MostBytes = 64 * 1024;
    private const string TagKey = FusionCacheInternalStrings.DefaultTagCacheKeyPrefix;

    /// <summary>Maps the endpoint of all caches with <c>WithPeerBackplane</c>, at <see cref="PeerBackplaneOptions.Path"/>.</summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>The conventions of its routes, for example <c>RequireHost("*:8081")</c>.</returns>
    /// <remarks>
    /// It can clear the caches, so do not expose it through your ingress. It only accepts requests with <see cref="PeerBackplaneOptions.Secret"/>, which it checks before it reads anything else; the application's authorization does not apply.
    /// POST accepts one FusionCache message of at most 64 KiB, DELETE clears a cache on this pod only, GET returns how many keys are queued for each peer.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> is null.</exception>
    /// <exception cref="InvalidOperationException">No cache has <c>WithPeerBackplane</c>.</exception>
    public static IEndpointConventionBuilder MapPeerBackplane(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var subscriptions = endpoints.ServiceProvider.GetService<PeerSubscriptions>()
            ?? throw new InvalidOperationException("MapPeerBackplane() needs a cache with a backplane: services.AddFusionCache().WithPeerBackplane(name).");
        subscriptions.IsMapped = true;
        var group = endpoints.MapGroup(endpoints.ServiceProvider.GetRequiredService<IOptions<PeerBackplaneOptions>>().Value.Path);

        // The secret is the authorization: a fallback policy of the application would reject every peer.
        group.AllowAnonymous();

        // Request delegates, because nothing of the request may be read before the secret is checked.
        group.MapPost(string.Empty, Guarded(ReceiveAsync)).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        group.MapDelete(string.Empty, Guarded(ForgetAsync));
        group.MapGet(string.Empty, Guarded(PendingAsync));
        return group;
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

    private static async Task ReceiveAsync(HttpContext context)
    {
        var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
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

            // DNS lists this pod, but the pod does not know its own address.
            (_, { } message) when message.SourceId == context.RequestServices.GetRequiredService<PeerSubscriptions>().ProcessId => StatusCodes.Status204NoContent,
            ({ } subscription, { } message) when TagOf(message) is { } tag => await HandledAsync(
                context.RequestServices.GetRequiredService<CacheEraser>().RemoveByTagAsync(subscription.CacheName, tag, context.RequestAborted)).ConfigureAwait(false),
            ({ IncomingMessageHandlerAsync: { } handle }, { } message) => await HandledAsync(handle(message)).ConfigureAwait(false),
            _ => StatusCodes.Status404NotFound,
        };
    }

    private static Task PendingAsync(HttpContext context)
    {
        var names = context.RequestServices.GetServices<BackplaneCache>().Select(cache => cache.ResolverName).Distinct(StringComparer.Ordinal);
        var pending = names.SelectMany(name => context.RequestServices.GetRequiredKeyedService<PeerOutboxes>(name).Pending);
        return context.Response.WriteAsJsonAsync(pending.GroupBy(peer => peer.Key, peer => peer.Value, StringComparer.Ordinal).ToDictionary(peer => peer.Key, peer => peer.Sum()), context.RequestAborted);
    }

    private static async Task ForgetAsync(HttpContext context)
    {
        if (Subscription(context) is not { } subscription)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await context.RequestServices.GetRequiredService<CacheEraser>().ClearAsync(subscription.CacheName, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static BackplaneSubscriptionOptions? Subscription(HttpContext context) =>
        context.Request.Query["channel"] is [{ } channel] ? context.RequestServices.GetRequiredService<PeerSubscriptions>().Find(channel) : null;

    // A RemoveByTag or Clear is a Set of a key that is internal to FusionCache. The cache may add its own prefix.
    private static string? TagOf(BackplaneMessage message) =>
        message.Action is BackplaneMessageAction.EntrySet && message.CacheKey!.IndexOf(TagKey, StringComparison.Ordinal) is >= 0 and var start
            ? message.CacheKey[(start + TagKey.Length)..]
            : null;

    private static async Task<int> HandledAsync(ValueTask handling)
    {
        await handling.ConfigureAwait(false);
        return StatusCodes.Status204NoContent;
    }

    // Thrown by FusionCache's own reader for bytes that it did not write.
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
