using System.Diagnostics.Metrics;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Resolving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.Tool.Commands.Demo.World;

/// <summary>One pod: an ASP.NET Core application of its own, on its own address, that found its peers by <c>AddHeadlessPeers</c>.</summary>
internal sealed class Pod : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly WebApplication application;
    private ClusterPod? published;

    private Pod(WebApplication application, Peer self, Participant participant)
    {
        this.application = application;
        Self = self;
        Participant = participant;
    }

    public Peer Self { get; }

    public Participant Participant { get; }

    /// <summary>Whether DNS should name it.</summary>
    public bool IsPublished => published is { IsTerminating: false };

    public bool IsTerminating => published is { IsTerminating: true };

    public static async Task<Pod> StartAsync(string name, Peer self, Action<HeadlessPeersOptions, TimeSpan?> configure, TimeProvider time, CancellationToken cancellationToken)
    {
        // Empty: what lies in the current directory or in the environment of the tool is not the demo's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection([new("POD_IP", self.Address.ToString())]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(self.ToEndPoint()));
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddHeadlessPeers(Cluster.ServiceName, options =>
        {
            configure(options, null);
            options.Port = self.Port;
        });

        var application = builder.Build();
        application.Run(context => context.Response.WriteAsync(name));
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var services = application.Services;
        var tally = new LookupMeter(services.GetRequiredService<IMeterFactory>());
        return new Pod(application, self, new Participant(name, self, services.GetRequiredService<IPeerResolver>(), tally, time));
    }

    public void Publish(ClusterPod pod) => published = pod;

    /// <summary>Takes it out of DNS; it serves on until it is disposed.</summary>
    public void Terminate() => published?.Terminate();

    public async ValueTask DisposeAsync()
    {
        await Participant.DisposeAsync().ConfigureAwait(false);
        published?.Remove();
        using var grace = new CancellationTokenSource(Grace, TimeProvider.System);
        try
        {
            await application.StopAsync(grace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A connection was still open: disposal closes it.
        }

        await application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ctrl+C is the tool's to handle, once, not each application's.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
