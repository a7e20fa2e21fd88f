using DnsClient;
using HeadlessDiscovery.Fuzz.Fuzzing;
using HeadlessDiscovery.Fuzz.Wire;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>Two readers of one message: ours, and DnsClient's. Where both read it they say the same.</summary>
internal sealed class ReaderTarget : IFuzzTarget
{
    private static readonly byte[] Id = [0x12, 0x34];

    private readonly DnsClientReader other = new();

    public string Corpus => "answers";

    public IReadOnlyList<byte[]> Tokens => AnswerInput.Tokens;

    public ValueTask<Verdict> RunAsync(byte[] input)
    {
        var question = AnswerInput.Question(input);
        var message = AnswerInput.Message(input, Id);
        var ours = WireMessage.Read(message, question.Name);
        var theirs = other.Read(message);
        if (ours is null || theirs is null)
        {
            return new(new Verdict(HashCode.Combine(ours is null, theirs is null, Math.Min(message.Length, 12))));
        }

        return new(new Verdict(
            HashCode.Combine(theirs.Answers.Count, theirs.Authorities.Count, theirs.Additionals.Count, theirs.Header.ResponseCode),
            DnsClientReader.Difference(ours, theirs)));
    }

    public void Dispose()
    {
    }
}
