namespace HeadlessDiscovery.Dns;

/// <summary>A message that is a reply to its query, and nothing else is verified. Records are read one by one, so that none is copied.</summary>
internal abstract class DnsMessage
{
    /// <summary>The QR bit.</summary>
    public abstract bool IsResponse { get; }

    /// <summary>Whether the OPCODE is QUERY.</summary>
    public abstract bool IsQueryOperation { get; }

    public abstract bool IsAuthoritative { get; }

    /// <summary>The TC bit: there are more records than came.</summary>
    public abstract bool IsTruncated { get; }

    public abstract bool IsRecursionDesired { get; }

    public abstract bool IsRecursionAvailable { get; }

    /// <summary>The RCODE, with the upper bits of the OPT record (RFC 6891 §6.1.3).</summary>
    public abstract int ResponseCode { get; }

    public abstract int QuestionCount { get; }

    public abstract bool IsQuestion(int index, DnsQuestion question);

    public abstract int Count(DnsSection section);

    /// <summary>The type alone: to pass a record by costs nothing then.</summary>
    public abstract DnsRecordType TypeOf(DnsSection section, int index);

    public abstract DnsRecord Record(DnsSection section, int index);

    /// <summary>The header bits in the words of <see cref="LookupQuestion.Flags"/>; constants, because every try of every lookup has them.</summary>
    public string FlagsText() => (IsAuthoritative, IsRecursionDesired, IsRecursionAvailable) switch
    {
        (true, true, true) => "aa rd ra",
        (true, true, false) => "aa rd",
        (true, false, true) => "aa ra",
        (true, false, false) => "aa",
        (false, true, true) => "rd ra",
        (false, true, false) => "rd",
        (false, false, true) => "ra",
        (false, false, false) => string.Empty,
    };
}

/// <summary>The record sections of a message.</summary>
internal enum DnsSection
{
    Answer,
    Authority,
    Additional,
}
