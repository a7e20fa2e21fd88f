using System.Threading.Channels;
using HeadlessDiscovery.Pods.Tests.Programs;

namespace HeadlessDiscovery.Pods.Tests.Networks;

/// <summary>A server of the test: this very program in a namespace of its own.</summary>
internal sealed class LineServer : IDisposable
{
    private readonly Channel<string> said = Channel.CreateUnbounded<string>();
    private readonly HostProcess process;

    public LineServer(Host host, string[] arguments)
    {
        Host = host;
        process = new HostProcess(host, "HeadlessDiscovery.Pods.Tests.dll", arguments, Keep);
    }

    public Host Host { get; }

    /// <summary>Waits until it serves, or did what it was told.</summary>
    public async Task DoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            Assert.Equal(LineProgram.Done, await said.Reader.ReadAsync(cancellationToken));
        }
        catch (Exception silence) when (silence is OperationCanceledException or ChannelClosedException)
        {
            Assert.Fail($"The server of {Host.Address} does not answer: {process.Errors}");
        }
    }

    public Task TellAsync(string line, CancellationToken cancellationToken)
    {
        process.Say(line);
        return DoneAsync(cancellationToken);
    }

    public void Dispose() => process.Dispose();

    private void Keep(string? line)
    {
        if (line is null)
        {
            said.Writer.TryComplete();
            return;
        }

        said.Writer.TryWrite(line);
    }
}
