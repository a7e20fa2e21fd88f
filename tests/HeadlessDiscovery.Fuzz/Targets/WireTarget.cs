using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Wire;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>The way of an answer without its sockets: whether it fits its query, our reader, which throws nothing and says of every record what the second reader says, and the verification.</summary>
internal sealed class WireTarget : IFuzzTarget
{
    private static readonly byte[] Id = [0x12, 0x34];

    public string Corpus => "answers";

    public IReadOnlyList<byte[]> Tokens => AnswerInput.Tokens;

    public ValueTask<Verdict> RunAsync(byte[] input)
    {
        var question = AnswerInput.Question(input);
        var message = AnswerInput.Message(input, Id);
        var fits = ReplyCheck.Fits(message, Query(question));
        if (fits != ReplyOracle.Fits(question, Id, message))
        {
            return new(new Verdict(0, fits ? "What fits no query was taken for a reply." : "A reply was taken for a stray."));
        }

        // What does not fit is read here all the same.
        if (WireMessage.Read(message, question.Name) is not { } read)
        {
            return new(new Verdict(HashCode.Combine("no message", Math.Min(message.Length, 12), fits)));
        }

        if (ReaderOracle.Difference(read, message) is { } difference)
        {
            return new(new Verdict(0, difference));
        }

        var verdict = AnswerInput.Judge(question, message, AnswerVerifier.Verify(question, read, serverIsLoopback: true));
        return new(verdict with { Behaviour = HashCode.Combine(verdict.Behaviour, read.ResponseCode, Math.Min(read.Count(DnsSection.Authority), 3), Math.Min(read.Count(DnsSection.Additional), 3), read.IsTruncated, fits) });
    }

    public void Dispose()
    {
    }

    private static byte[] Query(DnsQuestion question)
    {
        var query = new byte[QueryWriter.MostOctets];
        return QueryWriter.TryWrite(query, 0x1234, question, edns: true, out var length) ? query[..length] : throw new InvalidOperationException("The question cannot be sent.");
    }
}
