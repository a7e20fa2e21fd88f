using System.Collections.Immutable;
using System.Net.Sockets;
using HeadlessDiscovery.Tool.Options;

namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>Connects to the port of each peer, and closes at once.</summary>
internal static class PortCheck
{
    // The tool looks; it is no load test.
    private const int Most = 64;
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<ImmutableArray<PortProbe>> RunAsync(LookupExplanation explanation, LookupArguments asking, TimeProvider time, CancellationToken cancellationToken)
    {
        if (explanation.Outcome != LookupOutcome.Found || asking.Protocol != "tcp")
        {
            return [];
        }

        Peer[] peers = [.. explanation.Peers.Where(peer => peer.Port is not null && !explanation.OwnAddresses.Any(own => own.Address.Equals(peer.Address))).Take(Most)];
        var probes = new PortProbe[peers.Length];
        await Parallel.ForAsync(
            0,
            peers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, token) => probes[index] = await ConnectAsync(peers[index], time, token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. probes];
    }

    private static async Task<PortProbe> ConnectAsync(Peer peer, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var state = PortState.Open;
        var startTimestamp = time.GetTimestamp();
        try
        {
            // Inside: a machine without IPv6 has no such socket at all.
            using var socket = new Socket(peer.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            startTimestamp = time.GetTimestamp();
            await socket.ConnectAsync(peer.Address, peer.Port!.Value, either.Token).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            state = failure.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset ? PortState.Refused : PortState.Silent;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            state = PortState.Silent;
        }

        return new PortProbe(peer, state, time.GetElapsedTime(startTimestamp));
    }
}
