using Microsoft.Extensions.Hosting;

namespace HeadlessDiscovery.DependencyInjection;

/// <summary>Stands in for the hosted service of the same full name in the core package: fails a host that starts it.</summary>
internal sealed class HeadlessPeersStarter : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("A real lookup was started.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
