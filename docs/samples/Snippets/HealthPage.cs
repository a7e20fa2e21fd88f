using HeadlessDiscovery;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Snippets;

internal static class HealthPage
{
    public static void Register(WebApplicationBuilder builder)
    {
        // doc: register
        builder.Services.AddHeadlessPeers("orders-headless", options => options.MaxStale = TimeSpan.FromMinutes(5));
        builder.Services.AddHealthChecks().AddHeadlessPeers(minimumPeers: 1);
        // doc: end
    }

    public static void Probes(WebApplication app)
    {
        // doc: probes
        app.MapHealthChecks("/livez", new HealthCheckOptions { Predicate = _ => false });                              // the process answers
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });  // not the peers
        app.MapHealthChecks("/healthz");                                                                               // everything, for people and alerts
        // doc: end
    }
}
