namespace HeadlessDiscovery.Dns;

/// <summary>A message whose id fits its question, and nothing else is verified. Records are read one by one, so that none is copied.</summary>
internal abstract class DnsMessage
{
    /// <summary>The QR bit.</summary>
    public abstract bool IsResponse { get; }

    /// <summary>Whether the OPCODE is QUERY.</summary>
    public abstract bool IsQueryOperation { get; }

    public abstract bool IsAuthoritative { get; }

    public abstract bool IsRecursionDesired { get; }

    public abstract bool IsRecursionAvailable { get; }

    /// <summary>The RCODE, with the upper bits of the OPT record (RFC 6891 §6.1.3).</summary>
    public abstract int ResponseCode { get; }

    public abstract int QuestionCount { get; }

    public abstract bool IsQuestion(int index, DnsQuestion question);

    public abstract int Count(DnsSection section);

    public abstract DnsRecord Record(DnsSection section, int index);

    /// <summary>The header bits in the words of <see cref="LookupQuestion.Flags"/>.</summary>
    public string FlagsText() => string.Join(' ', FlagNames());

    private IEnumerable<string> FlagNames()
    {
        if (IsAuthoritative)
        {
            yield return "aa";
        }

        if (IsRecursionDesired)
        {
            yield return "rd";
        }

        if (IsRecursionAvailable)
        {
            yield return "ra";
        }
    }
}
