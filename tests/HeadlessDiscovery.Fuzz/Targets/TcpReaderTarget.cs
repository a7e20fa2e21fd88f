using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Wire;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>Answers as they come over TCP: our own reader, which throws nothing, and says of every record what the second reader says; then the verification.</summary>
internal sealed class TcpReaderTarget : IFuzzTarget
{
    public string Corpus => "answers";

    public IReadOnlyList<byte[]> Tokens => AnswerInput.Tokens;

    public ValueTask<Verdict> RunAsync(byte[] input)
    {
        var question = AnswerInput.Question(input);
        var message = AnswerInput.Message(input);
        if (WireMessage.Read(message, question.Name) is not { } read)
        {
            return new(new Verdict(HashCode.Combine("no message", Math.Min(message.Length, 12))));
        }

        if (ReaderOracle.Difference(read, message) is { } difference)
        {
            return new(new Verdict(0, difference));
        }

        var verdict = AnswerInput.Judge(question, message, AnswerVerifier.Verify(question, read, serverIsLoopback: true));
        return new(verdict with { Behaviour = HashCode.Combine(verdict.Behaviour, read.ResponseCode, Math.Min(read.Count(DnsSection.Authority), 3), Math.Min(read.Count(DnsSection.Additional), 3), read.IsTruncated) });
    }

    public void Dispose()
    {
    }
}
