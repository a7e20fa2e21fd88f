using System.Diagnostics.CodeAnalysis;
using HeadlessDiscovery.AspNetCore;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.AspNetCore.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the page of the peers.</summary>
public static class HeadlessPeersEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page that shows what every registered resolver knows, for people and, as JSON, for programs. It changes nothing, and sends no DNS query.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where the page is. Default <c>/peers</c>.</param>
    /// <param name="configure">Sets options, for example whether the page shows what the other pods see; may be null.</param>
    /// <returns>
    /// The conventions of all its routes: <c>RequireAuthorization()</c>, <c>AllowAnonymous()</c>, <c>RequireHost("*:9090")</c>. Outside the
    /// Development environment the page answers 403 until one of the first two is called, or a fallback policy applies.
    /// </returns>
    /// <remarks>
    /// <para>All routes are GET and HEAD. <c>/peers</c> and <c>/peers/NAME</c> give HTML, JSON or a stream of events (text/event-stream), whichever the
    /// Accept header prefers; <c>/json</c> and <c>/events</c> below them give one of the last two. The unnamed resolver is called <c>default</c>; one
    /// that is named like a route, <c>json</c> or <c>events</c>, is at <c>/peers/json-</c> and <c>/peers/events-</c>.</para>
    /// <para>At most 32 streams are open at a time; each ends when the application stops. History begins with the start of the application.</para>
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

        // Three forms at one address, all of now, and one of them lasts: what an application has for all its routes would keep it or end it.
        group.CacheOutput(static policy => policy.NoCache(), excludeDefaultPolicy: true).DisableRequestTimeout();
        foreach (var (route, form) in (ReadOnlySpan<(string, PageForm?)>)[("", null), ("/json", PageForm.Json), ("/events", PageForm.Events)])
        {
            group.MapMethods(route, Methods, context => page.ServeAsync(context, null, form));
            group.MapMethods("/{name}" + route, Methods, context => page.ServeAsync(context, (string?)context.GetRouteValue("name"), form));
        }

        return group;
    }
}
