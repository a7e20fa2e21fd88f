using System.Net.Http;
using System.Net.Sockets;
using HeadlessDiscovery.Tool.Commands.Demo.Screens;
using HeadlessDiscovery.Tool.Commands.Demo.World;
using HeadlessDiscovery.Tool.Text;

namespace HeadlessDiscovery.Tool.Commands.Demo.Story;

/// <summary>Why a headless service: the same pods behind a ClusterIP are one address, and a call to a name reaches one pod.</summary>
internal sealed class Lesson(Cluster cluster, Screen screen, Words words)
{
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var one = await ExplainAsync(Cluster.ClusterIPName, cancellationToken).ConfigureAwait(false);
        Require(one is { Outcome: LookupOutcome.Found, Peers.Length: 1, Notes.IsEmpty: false }, one);
        screen.Says(words.DemoOneAddress(Cluster.ClusterIPName, one.Peers[0].Address.ToString()));
        screen.Says(words.DemoNotHeadless);

        var all = await ExplainAsync(Cluster.ServiceName, cancellationToken).ConfigureAwait(false);
        Require(all is { Outcome: LookupOutcome.Found, Peers.Length: 3, Notes.IsEmpty: true }, all);
        screen.Says(words.DemoAddresses(Cluster.ServiceName, all.Peers.Length));

        screen.Says(words.DemoPlainCall(Cluster.ServiceName, await CallNameAsync(cancellationToken).ConfigureAwait(false)));
        var everybody = await cluster.Outside.CallAllAsync(cancellationToken).ConfigureAwait(false);
        screen.Says(words.DemoCallAll(everybody.Answered, everybody.Asked));
        if (!everybody.IsComplete)
        {
            throw new BrokenPromiseException(PromiseKind.Calls, words.DemoNotAnswered(words.DemoLesson.Name, everybody.Asked - everybody.Answered, everybody.Asked));
        }

        await screen.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<LookupExplanation> ExplainAsync(string service, CancellationToken cancellationToken)
    {
        var resolver = cluster.NewResolver(service);
        await using (resolver.ConfigureAwait(false))
        {
            return await resolver.ExplainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One plain HTTP call to the name: the connection goes to an address of the answer, and to no other.</summary>
    private async Task<string> CallNameAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync };
        using var http = new HttpClient(handler);
        return await http.GetStringAsync(new Uri($"http://{Cluster.ServiceName}/"), cancellationToken).ConfigureAwait(false);
    }

    // The machine's own resolver does not know the demo's DNS server, so the name is looked up here.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await ExplainAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found.Peers[0].ToEndPoint(), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Require(bool holds, LookupExplanation explanation)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(PromiseKind.Agreement, $"{words.DemoLesson.Name}: {explanation.Outcome}, {explanation.Peers.Length}, {string.Join(' ', explanation.Notes)}");
        }
    }
}
