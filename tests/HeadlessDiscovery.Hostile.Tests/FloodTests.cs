using System.Net;
using System.Net.Sockets;

namespace HeadlessDiscovery.Hostile.Tests;

/// <summary>A flood hits every socket of the machine that is bound to no address: nothing of ours runs beside it.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class FloodAlone;

/// <summary>An attacker off the path, who has not seen the question, sends 50,000 forged answers during a look-up whose real answer takes 300 ms.</summary>
[Collection<FloodAlone>]
public sealed class FloodTests
{
    private const int Forged = 50_000;
    private const string Truth = "10.1.0.1";

    // Loopback as well: the sockets of DnsClient are bound to no address, and servers of other tests on 127.0.0.1 are spared.
    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.77.0.1");

    private readonly CancellationTokenSource net = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public FloodTests() => net.CancelAfter(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Of_50000_forged_datagrams_to_all_ports_and_ids_none_is_accepted()
    {
        // "dotnet test" runs the test projects side by side, and the spray would hit the look-ups of the others too.
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "It floods every port of this machine's loopback: set CI=true, and run this project alone.");
        var (outcome, peers, reasons, sent) = await FloodAsync(knowsThePort: false, new Random(1));

        // Each of them must hit the port and the id: one chance in 28,232 × 65,534.
        TestContext.Current.SendDiagnosticMessage($"sprayed: {sent} sent, {outcome} '{peers}', tries {reasons}");
        Assert.True(sent == Forged, $"{sent}");
        Assert.True((outcome, peers) is (LookupOutcome.Found, Truth) or (LookupOutcome.Unknown, ""), $"{outcome} {peers}");
    }

    [Fact]
    public async Task Who_even_knows_the_port_has_one_guess_at_the_id_for_each_try()
    {
        var (outcome, peers, reasons, sent) = await FloodAsync(knowsThePort: true, new Random(1));

        // The first datagram ends the try, whatever its id: so many tries, so many guesses in 65,534.
        TestContext.Current.SendDiagnosticMessage($"port known: {sent} sent, {outcome} '{peers}', tries {reasons}");
        Assert.True(sent == Forged, $"{sent}");
        Assert.True((outcome, peers) is (LookupOutcome.Found, Truth) or (LookupOutcome.Unknown, ""), $"{outcome} {peers}");
        Assert.InRange(reasons.Split(' ').Length, 1, 2);
    }

    private async Task<(LookupOutcome Outcome, string Peers, string Tries, int Sent)> FloodAsync(bool knowsThePort, Random random)
    {
        using var attacker = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var sending = new TaskCompletionSource<Task<int>>(TaskCreationOptions.RunContinuationsAsynchronously);
        RawServer? real = null;
        await using var server = real = new RawServer((asked, asker) =>
        {
            if (asker is not IPEndPoint from)
            {
                return null;
            }

            sending.TrySetResult(Task.Run(() => Send(attacker, asked, knowsThePort ? from.Port : null, random)));
            _ = LateAsync(real!, Wire.Answer(asked, [Wire.A(Wire.Asked, Truth)]), from);
            return null;
        });
        var report = await Lookups.AskAsync(Lookups.Of(server.EndPoint, more: options => (options.Attempts, options.AttemptTimeout) = (2, TimeSpan.FromSeconds(5))), net.Token);
        return (report.Answer.Outcome, Lookups.Peers(report), string.Join(' ', report.ReadAsked().Select(question => question.Result)), await await sending.Task);
    }

    private async Task LateAsync(RawServer server, byte[] answer, IPEndPoint asker)
    {
        await Task.Delay(300, net.Token);
        await server.SendAsync(answer, asker);
    }

    // The forger knows the question and everything but its id.
    private static int Send(Socket attacker, byte[] asked, int? port, Random random)
    {
        var forged = Wire.Answer(asked, [Wire.A(Wire.Asked, "6.6.6.6")]);
        for (var sent = 0; sent < Forged; sent++)
        {
            (forged[0], forged[1]) = ((byte)random.Next(256), (byte)random.Next(256));
            try
            {
                attacker.SendTo(forged, new IPEndPoint(Elsewhere, port ?? random.Next(32_768, 61_000)));
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
