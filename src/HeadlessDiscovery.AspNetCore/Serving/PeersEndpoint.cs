using System.Collections.Immutable;
using System.Text;
using HeadlessDiscovery.AspNetCore.Cluster;
using HeadlessDiscovery.AspNetCore.Documents;
using HeadlessDiscovery.AspNetCore.Html;
using HeadlessDiscovery.AspNetCore.Recording;
using HeadlessDiscovery.AspNetCore.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>Answers every route of the page.</summary>
internal sealed class PeersEndpoint(IServiceProvider services, PeersRecorder recorder, PeersPageOptions options)
{
    private readonly PageAccess access = new(services);
    private readonly ServiceReader reader = new(services);
    private readonly EventStreams streams = new(services, recorder.Stopping);
    private readonly ClusterRounds rounds = new(options, services.GetService<TimeProvider>() ?? TimeProvider.System, recorder.Stopping);
    private readonly bool mayQueryCluster = options.ShowCluster ?? services.GetRequiredService<IHostEnvironment>().IsDevelopment();

    public async Task ServeAsync(HttpContext context, string? name, PageForm? form)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append(HeaderNames.Vary, "Accept, Accept-Language");
        response.Headers.XContentTypeOptions = "nosniff";
        if (!await access.IsOpenAsync(context).ConfigureAwait(false))
        {
            await SayAsync(response, StatusCodes.Status403Forbidden, PageAccess.Sentence).ConfigureAwait(false);
            return;
        }

        // A server decodes everything in a path except %2F.
        var key = name?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var shown = key is null ? recorder.All : [.. recorder.All.Where(peers => peers.Key == key)];
        if (shown.IsEmpty && key is not null)
        {
            await SayAsync(response, StatusCodes.Status404NotFound, "No headless peers are registered under that name.").ConfigureAwait(false);
            return;
        }

        await ((form ?? Acceptance.Of(context.Request)) switch
        {
            PageForm.Html => HtmlAsync(context, name, shown),
            PageForm.Events => streams.ServeAsync(context, shown),
            _ => JsonAsync(response, name, shown),
        }).ConfigureAwait(false);
    }

    private async Task HtmlAsync(HttpContext context, string? name, ImmutableArray<RecordedPeers> shown)
    {
        var query = context.Request.Query;
        var request = new PageRequest(BasePath(context.Request, name), name is null ? null : shown[0].Key, Words.Of(context.Request))
        {
            MayQueryCluster = mayQueryCluster,
            Sort = query["sort"],
            Filter = query["filter"],
        };
        ImmutableArray<ServiceView> views = [.. shown.Select(peers => reader.Read(peers, request.Words.Findings))];
        if (mayQueryCluster && views is [var view] && query.ContainsKey("cluster") && !HttpMethods.IsHead(context.Request.Method))
        {
            var (scheme, port) = (context.Features.Get<ITlsHandshakeFeature>() is null ? "http" : "https", context.Connection.LocalPort);
            request = request with { Cluster = await rounds.ReadAsync(shown[0], view, scheme, port, $"{request.Base}/{Uri.EscapeDataString(view.Key)}/json", context.RequestAborted).ConfigureAwait(false) };

            // The round has taken time.
            views = [reader.Read(shown[0], request.Words.Findings)];
        }

        var document = PageDocument.Of(request, views);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = PageAssets.Policy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        await context.Response.WriteAsync(document, Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task JsonAsync(HttpResponse response, string? name, ImmutableArray<RecordedPeers> shown)
    {
        var views = shown.Select(peers => reader.Read(peers, FindingLanguage.English)).ToArray();
        response.ContentType = "application/json; charset=utf-8";
        var json = name is null ? ServiceJson.Of(views) : ServiceJson.Of(views[0]);
        await response.BodyWriter.WriteAsync(json, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    private static Task SayAsync(HttpResponse response, int status, string sentence)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(sentence + "\n", response.HttpContext.RequestAborted);
    }

    // The prefix of the page's links, with a path base and for any pattern.
    private static string BasePath(HttpRequest request, string? name)
    {
        var path = (request.PathBase.Value + request.Path.Value).TrimEnd('/');
        return new PathString(name is null ? path : path[..^(name.Length + 1)]).ToUriComponent();
    }
}
