using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.AspNetCore;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.AspNetCore.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the status page of the peers.</summary>
public static class HeadlessPeersEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page that shows the state of every registered resolver, as HTML or as JSON. It is read-only, and sends no DNS query.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path of the page. Default: <c>/peers</c>.</param>
    /// <param name="configure">Configures the options, for example whether the page shows the views of the other pods; may be null.</param>
    /// <returns>
    /// The conventions of all routes of the page: <c>RequireAuthorization()</c>, <c>AllowAnonymous()</c>, <c>RequireHost("*:9090")</c>. Outside the
    /// Development environment the page returns 403 until one of the first two is called, or a fallback policy applies.
    /// </returns>
    /// <remarks>
    /// <para>All routes are GET and HEAD. <c>/peers</c> and <c>/peers/NAME</c> return HTML, JSON or a stream of events (text/event-stream), whichever the
    /// Accept header prefers; <c>/json</c> and <c>/events</c> below them return one of the last two. The unnamed resolver is called <c>default</c>; one
    /// whose name equals a route, <c>json</c> or <c>events</c>, is at <c>/peers/json-</c> or <c>/peers/events-</c>.</para>
    /// <para>At most 32 streams can be open at the same time; they end when the application stops. The history begins when the application starts.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    public static IEndpointConventionBuilder MapHeadlessPeers(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/peers", Action<PeersPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var services = endpoints.ServiceProvider;
        var options = new PeersPageOptions();
        configure?.Invoke(options);
        var page = new PeersEndpoint(services, ActivatorUtilities.CreateInstance<PeersRecorder>(services), options);
        var group = endpoints.MapGroup(pattern);

        // One address serves three formats, none of which may be cached, and one of which is a long-lived stream: application-wide caching or timeouts must not apply.
        group.CacheOutput(static policy => policy.NoCache(), excludeDefaultPolicy: true).DisableRequestTimeout();
        foreach (var (route, form) in (ReadOnlySpan<(string, PageForm?)>)[("", null), ("/json", PageForm.Json), ("/events", PageForm.Events)])
        {
            group.MapMethods(route, Methods, context => page.ServeAsync(context, null, form));
            group.MapMethods("/{name}" + route, Methods, context => page.ServeAsync(context, (string?)context.GetRouteValue("name"), form));
        }

        return group;
    }
}
