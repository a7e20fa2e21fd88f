using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>A flood takes the processor: nothing of ours runs beside it.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class FloodAlone;

/// <summary>An attacker off the path, who has not seen the question, sends 50,000 forged answers during a lookup whose real answer takes 300 ms.</summary>
[Collection<FloodAlone>]
public sealed class FloodTests
{
    private const int Forged = 50_000;
    private const string Truth = "10.1.0.1";

    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.77.0.1");

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public FloodTests() => net.CancelAfter(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Who_even_knows_the_port_reaches_nobody_from_another_address()
    {
        var (outcome, peers, reasons, sent) = await FloodAsync(forgesTheAddress: false);

        // The kernel drops each of them, whatever its id. Who does not know the port, and tries all, has no better chance.
        TestContext.Current.SendDiagnosticMessage($"port known: {sent} sent, {outcome} '{peers}', tries {reasons}");
        Assert.Equal((Forged, LookupOutcome.Found, Truth), (sent, outcome, peers));
        Assert.StartsWith("answer", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_forges_even_the_servers_address_has_seventeen_guesses_at_the_id_for_each_try()
    {
        var (outcome, peers, reasons, sent) = await FloodAsync(forgesTheAddress: true);

        // All guesses are wrong here, so that the bound shows: the seventeenth ends the try, and the truth comes too late.
        TestContext.Current.SendDiagnosticMessage($"address forged: {sent} sent, {outcome} '{peers}', tries {reasons}");
        Assert.Equal((Forged, LookupOutcome.Unknown, ""), (sent, outcome, peers));
        NonEmpty.All(reasons.Split(' '), reason => Assert.Equal("malformed", reason));
        Assert.InRange(reasons.Split(' ').Length, 1, 2);
    }

    private async Task<(LookupOutcome Outcome, string Peers, string Tries, int Sent)> FloodAsync(bool forgesTheAddress)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(Elsewhere, 0));
        var flood = new TaskCompletionSource<Task<int>>(TaskCreationOptions.RunContinuationsAsynchronously);
        RawServer? real = null;
        await using var server = real = new RawServer((asked, asker) =>
        {
            if (asker is not IPEndPoint from)
            {
                return null;
            }

            flood.TrySetResult(Task.Run(() => Send(asked, forged =>
            {
                if (forgesTheAddress)
                {
                    real!.Send(forged, from);
                    return;
                }

                socket.SendTo(forged, from);
            })));
            _ = LateAsync(real!, Wire.Answer(asked, [Wire.A(Wire.Asked, Truth)]), from);
            return null;
        });
        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => (options.Attempts, options.AttemptTimeout) = (2, TimeSpan.FromSeconds(5))), net.Token);
        return (report.Answer.Outcome, Lookups.Peers(report), string.Join(' ', report.ReadAsked().Select(question => question.Result)), await await flood.Task);
    }

    private async Task LateAsync(RawServer server, byte[] answer, IPEndPoint asker)
    {
        await Task.Delay(300, net.Token);
        await server.SendAsync(answer, asker);
    }

    // The forger knows the question and everything but its id, and never guesses it.
    private static int Send(byte[] asked, Action<byte[]> send)
    {
        var random = new Random(1);
        var forged = Wire.Answer(asked, [Wire.A(Wire.Asked, "6.6.6.6")]);
        for (var sent = 0; sent < Forged; sent++)
        {
            do
            {
                (forged[0], forged[1]) = ((byte)random.Next(256), (byte)random.Next(256));
            }
            while (forged[0] == asked[0] && forged[1] == asked[1]);

            try
            {
                send(forged);
            }
            catch (SocketException)
            {
                // A closed port says so to the next datagram: that one is not counted as sent, and sent again.
                sent--;
            }
        }

        return Forged;
    }
}
