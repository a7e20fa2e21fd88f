using System.Threading.Channels;
using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>A server of the test: this very program in a namespace of its own.</summary>
internal sealed class LineServer : IDisposable
{
    private readonly Channel<string> said = Channel.CreateUnbounded<string>();
    private readonly HostProcess process;

    private LineServer(Host host, string[] arguments)
    {
        Host = host;
        process = new HostProcess(host, "HeadlessDiscovery.Pods.Tests.dll", arguments, line => said.Writer.TryWrite(line));
    }

    public Host Host { get; }

    public static async Task<LineServer> StartAsync(Host host, string[] arguments, CancellationToken cancellationToken)
    {
        var server = new LineServer(host, arguments);
        try
        {
            await server.DoneAsync(cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public async Task TellAsync(string line, CancellationToken cancellationToken)
    {
        process.Say(line);
        await DoneAsync(cancellationToken);
    }

    public void Dispose() => process.Dispose();

    private async Task DoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            Assert.Equal(LineProgram.Done, await said.Reader.ReadAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The server of {Host.Name} does not answer: {process.Errors}");
        }
    }
}
