using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Worker;

// doc: worker
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHeadlessPeers();   // options from the section "HeadlessPeers"
builder.Services.AddHostedService<PeerLog>();
builder.Build().Run();
// doc: end
