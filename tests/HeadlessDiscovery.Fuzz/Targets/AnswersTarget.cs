using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Wire;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>Datagrams off the wire: through a UDP socket on loopback, the exchange, the reader and the verification. The truth comes behind each, and is taken where the datagram does not fit.</summary>
internal sealed class AnswersTarget : IFuzzTarget
{
    private static readonly DnsExchangeOptions Udp = new(Tcp: false, Edns: true);
    private static readonly byte[] Truth = [10, 99, 0, 1];

    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly SocketAddress client = new(AddressFamily.InterNetwork);
    private readonly byte[] asked = new byte[4096];
    private readonly NetworkTransport transport = new();

    public AnswersTarget()
    {
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public string Corpus => "answers";

    public IReadOnlyList<byte[]> Tokens => AnswerInput.Tokens;

    public async ValueTask<Verdict> RunAsync(byte[] input)
    {
        var question = AnswerInput.Question(input);
        var exchanging = transport.ExchangeAsync(question, (IPEndPoint)server.LocalEndPoint!, Udp, CancellationToken.None).AsTask();
        var length = await server.ReceiveFromAsync(asked, SocketFlags.None, client);
        var message = AnswerInput.Message(input, asked);
        await server.SendToAsync(message, SocketFlags.None, client);
        await server.SendToAsync(TrueAnswer(length), SocketFlags.None, client);
        var exchange = await exchanging;
        if (exchange.Message is null && exchange.Failure is not (LookupReason.Malformed or LookupReason.Truncated))
        {
            return new(0, $"Neither a message nor a failure to read one: {exchange.Failure} {exchange.Error}");
        }

        if (!ReplyOracle.Fits(question, asked, message))
        {
            return exchange.Message is { } truth && IsTrue(truth)
                ? new(HashCode.Combine("stray", Math.Min(message.Length, 12)))
                : new(0, "What does not fit was taken for the answer.");
        }

        var answer = exchange.Message is { } read
            ? AnswerVerifier.Verify(question, read, serverIsLoopback: true)
            : VerifiedAnswer.Failed(exchange.Failure);
        return AnswerInput.Judge(question, message, answer);
    }

    public void Dispose() => server.Dispose();

    private static bool IsTrue(DnsMessage message) =>
        message.Count(DnsSection.Answer) == 1 && Equals(message.Record(DnsSection.Answer, 0).Address, new IPAddress(Truth));

    // The question as it came, without its OPT record, and one address, whatever was asked.
    private byte[] TrueAnswer(int length) =>
        [asked[0], asked[1], 0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0, .. asked[12..(length - 11)], 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, .. Truth];
}
