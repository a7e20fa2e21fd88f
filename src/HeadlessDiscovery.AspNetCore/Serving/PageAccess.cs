using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>Denies access to the page outside Development unless the application has configured who may read it.</summary>
internal sealed class PageAccess(IServiceProvider services)
{
    public const string Sentence = "This page is closed: outside the Development environment it needs MapHeadlessPeers().RequireAuthorization(), or .AllowAnonymous() if everyone who can connect may read it.";

    // Set by the authorization middleware once it has evaluated the endpoint. If it were renamed, the page would be closed, not opened.
    private const string Judged = "__AuthorizationMiddlewareWithEndpointInvoked";

    private readonly bool isDevelopment = services.GetRequiredService<IHostEnvironment>().IsDevelopment();
    private readonly ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("HeadlessDiscovery.AspNetCore");
    private int hasWarned;

    public async ValueTask<bool> IsOpenAsync(HttpContext context)
    {
        if (isDevelopment || SaysWho(context) || await HasFallbackAsync(context).ConfigureAwait(false))
        {
            return true;
        }

        if (Interlocked.Exchange(ref hasWarned, 1) == 0)
        {
            logger.Closed(Sentence);
        }

        return false;
    }

    // Authorization metadata protects nothing unless it is enforced: routing detects a missing middleware only for IAuthorizeData, and not if that check is suppressed.
    private static bool SaysWho(HttpContext context) => context.GetEndpoint()?.Metadata is { } metadata
        && (metadata.GetMetadata<IAllowAnonymous>() is not null
            || (context.Items.ContainsKey(Judged)
                && (metadata.GetMetadata<IAuthorizeData>() is not null
                    || metadata.GetMetadata<AuthorizationPolicy>() is not null
                    || metadata.GetMetadata<IAuthorizationRequirementData>() is not null)));

    private async ValueTask<bool> HasFallbackAsync(HttpContext context) =>
        context.Items.ContainsKey(Judged)
        && services.GetService<IAuthorizationPolicyProvider>() is { } policies
        && await policies.GetFallbackPolicyAsync().ConfigureAwait(false) is not null;
}
