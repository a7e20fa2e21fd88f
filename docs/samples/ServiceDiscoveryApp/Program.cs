var builder = WebApplication.CreateBuilder(args);

// doc: app
builder.Services.AddHeadlessPeers("orders", builder.Configuration.GetSection("HeadlessPeers"));
builder.Services.AddServiceDiscovery().AddHeadlessPeersServiceEndpointProvider();
var orders = builder.Services.AddHttpClient("orders", client => client.BaseAddress = new Uri("https+http://orders"));
orders.AddStandardResilienceHandler();   // before the next line: a retry then chooses another pod
orders.AddServiceDiscovery();
// doc: end

var app = builder.Build();
app.MapGet("/whoami", (IConfiguration configuration) => configuration["POD_IP"] ?? Environment.MachineName);

// doc: call
app.MapGet("/call", (IHttpClientFactory clients, CancellationToken token) => clients.CreateClient("orders").GetStringAsync("/whoami", token));
// doc: end

app.Run();
