using System.Net;
using System.Net.Sockets;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>Answers off the wire: the bytes go through a UDP socket on loopback, DnsClient and the verification. Their id is made right, else nothing behind it would ever be reached.</summary>
internal sealed class AnswersTarget : IFuzzTarget
{
    private static readonly DnsExchangeOptions Udp = new(Tcp: false, Edns: true);

    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly SocketAddress client = new(AddressFamily.InterNetwork);
    private readonly byte[] asked = new byte[4096];
    private readonly DnsClientTransport transport = new();

    public AnswersTarget()
    {
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public string Corpus => "answers";

    public IReadOnlyList<byte[]> Tokens => AnswerInput.Tokens;

    public async ValueTask<Verdict> RunAsync(byte[] input)
    {
        var question = AnswerInput.Question(input);
        var message = AnswerInput.Message(input);
        var exchanging = transport.ExchangeAsync(question, (IPEndPoint)server.LocalEndPoint!, Udp, CancellationToken.None).AsTask();
        await server.ReceiveFromAsync(asked, SocketFlags.None, client);
        asked.AsSpan(0, Math.Min(2, message.Length)).CopyTo(message);
        await server.SendToAsync(message, SocketFlags.None, client);
        var exchange = await exchanging;
        var answer = exchange.Message is { } read
            ? AnswerVerifier.Verify(question, read, serverIsLoopback: true)
            : VerifiedAnswer.Failed(exchange.Failure);
        return exchange.Message is null && exchange.Failure == LookupReason.None
            ? new(0, "Neither a message nor a failure.")
            : AnswerInput.Judge(question, message, answer);
    }

    public void Dispose() => server.Dispose();
}
