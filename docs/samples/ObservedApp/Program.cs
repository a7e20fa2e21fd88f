using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeadlessPeers("orders-headless", options => options.Port = 8080);

// The same name again composes: what the configuration says wins, on a laptop and in a test.
builder.Services.AddHeadlessPeers("orders-headless", builder.Configuration.GetSection("HeadlessPeers"));

// doc: telemetry
builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddMeter("HeadlessDiscovery").AddPrometheusExporter())
    .WithTracing(traces => traces.AddSource("HeadlessDiscovery"));
// doc: end

// doc: app
builder.Services.AddHealthChecks().AddHeadlessPeers();

var app = builder.Build();
app.MapHealthChecks("/healthz");
app.MapPrometheusScrapingEndpoint();                    // /metrics
app.MapHeadlessPeers("/peers").AllowAnonymous();
app.Run();
// doc: end
