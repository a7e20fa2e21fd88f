// The settings beside the program, wherever it is started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

// doc: app
builder.Services.AddHeadlessPeers("orders", builder.Configuration.GetSection("HeadlessPeers"));
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddHeadlessPeers();
// doc: end

var app = builder.Build();

// Each process of this sample is a pod as well as a proxy in front of the others.
app.MapGet("/whoami", (IConfiguration configuration) => configuration["POD_IP"] ?? Environment.MachineName);

// doc: app
app.MapReverseProxy();
// doc: end

app.Run();
