namespace Snippets;

internal static class PagePage
{
    public static void Map(WebApplication app)
    {
        // doc: map
        app.MapHeadlessPeers("/peers").RequireAuthorization();
        // doc: end
    }

    public static void Cluster(WebApplication app, PageTokens tokens)
    {
        // doc: cluster
        app.MapHeadlessPeers("/peers", options =>
        {
            options.ShowCluster = true;
            options.ConfigureRequest = async (request, cancellationToken) =>
                request.Headers.Authorization = new("Bearer", await tokens.GetAsync(cancellationToken));
        }).RequireAuthorization();
        // doc: end
    }

    public static void Port(WebApplication app)
    {
        // doc: port
        app.MapHeadlessPeers("/peers").RequireHost("*:9090").AllowAnonymous();   // a port that no Service and no ingress exposes
        // doc: end
    }
}

internal sealed class PageTokens
{
    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? ValueTask.FromCanceled<string>(cancellationToken)
        : ValueTask.FromResult("token");
}
