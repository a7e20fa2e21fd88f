// doc: app
using HeadlessDiscovery;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeadlessPeers("orders-headless", builder.Configuration.GetSection("HeadlessPeers"));

var app = builder.Build();
app.MapGet("/", (IPeerResolver peers) => peers.Current.Select(peer => peer.ToString()));
app.MapHeadlessPeers("/peers");

app.Run();
// doc: end
