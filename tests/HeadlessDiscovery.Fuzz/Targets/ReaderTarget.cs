using System.Reflection;
using DnsClient;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Transport;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>The same as answers, many times faster: without sockets, through the reader inside DnsClient (by reflection, for it is not public).</summary>
/// <remarks>As DnsClientTransport sees to it, there are zeros behind the message.</remarks>
internal sealed class ReaderTarget : IFuzzTarget
{
    private static readonly Type Handler = typeof(LookupClient).Assembly.GetType("DnsClient.DnsUdpMessageHandler", throwOnError: true)!;
    private static readonly MethodInfo Read = Handler.GetMethod("GetResponseMessage")!;
    private static readonly MethodInfo Seal = Read.ReturnType.GetMethod("AsQueryResponse")!;
    private static readonly DnsQuerySettings Settings = new(new DnsQueryOptions());
    private static readonly NameServer Server = new(System.Net.IPAddress.Loopback);

    private readonly object handler = Activator.CreateInstance(Handler, nonPublic: true)!;
    private readonly byte[] pooled = new byte[4096];

    public string Corpus => "answers";

    public IReadOnlyList<byte[]> Tokens => AnswerInput.Tokens;

    public ValueTask<Verdict> RunAsync(byte[] input)
    {
        var question = AnswerInput.Question(input);
        var message = AnswerInput.Message(input);
        Array.Clear(pooled);
        message.CopyTo(pooled, 0);
        IDnsQueryResponse response;
        try
        {
            var read = Read.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [new ArraySegment<byte>(pooled, 0, message.Length)], null)!;
            response = (IDnsQueryResponse)Seal.Invoke(read, BindingFlags.DoNotWrapExceptions, null, [Server, Settings], null)!;
        }
        catch (Exception exception) when (exception is DnsResponseParseException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            // What DnsClientTransport takes for a malformed message.
            return new(new Verdict(exception.GetType().Name.GetHashCode(StringComparison.Ordinal)));
        }

        return new(AnswerInput.Judge(question, message, AnswerVerifier.Verify(question, new DnsClientMessage(response), serverIsLoopback: true)));
    }

    public void Dispose()
    {
    }
}
