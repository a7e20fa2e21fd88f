// doc: app
using HeadlessDiscovery;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHeadlessPeers("orders-headless", options => options.Port = 8080);
// doc: end

// The same name again composes: what the configuration says wins, on a laptop and in a test.
builder.Services.AddHeadlessPeers("orders-headless", builder.Configuration.GetSection("HeadlessPeers"));

// doc: ask
builder.Services.AddSingleton(new HttpClient(new SocketsHttpHandler { UseProxy = false }));   // before Build(); http_proxy leads to no pod
// doc: end

// doc: app
var app = builder.Build();
app.MapGet("/peers", (IPeerResolver peers) => peers.Current.Select(peer => peer.ToString()));
// doc: end

// doc: ask
app.MapGet("/whoami", (IConfiguration configuration) => configuration["POD_IP"] ?? Environment.MachineName);
app.MapGet("/ask", async (IPeerResolver peers, HttpClient http, CancellationToken token) =>
{
    var replies = await peers.CallAllAsync(async (peer, stop) => await http.GetStringAsync($"http://{peer}/whoami", stop), cancellationToken: token);
    return new { answered = replies.Succeeded.Select(reply => reply.Value), failed = replies.Failed.Select(reply => reply.ToString()), complete = replies.AllSucceeded };
});
// doc: end

// doc: app
app.Run();
// doc: end
