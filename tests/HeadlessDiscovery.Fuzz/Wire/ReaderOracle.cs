using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Fuzz.Wire;

/// <summary>Compares what our reader says of bytes with what the second reader does. What the first refuses, the second may take: it is the laxer one.</summary>
internal static class ReaderOracle
{
    // 255 bytes, each as \DDD.
    private const int LongestText = 1020;

    /// <summary>Where they differ; null where they do not.</summary>
    public static string? Difference(WireMessage read, byte[] bytes)
    {
        if (StrictMessage.Read(bytes) is not { } strict)
        {
            return "A message that cannot be read was read.";
        }

        return (read.IsResponse, read.QuestionCount, read.ResponseCode & 0xF) != (strict.IsResponse, strict.Questions.Count, strict.ResponseCode)
            ? "The headers differ."
            : Records(read, DnsSection.Answer, strict.Answers)
                ?? Records(read, DnsSection.Authority, strict.Authorities)
                ?? Records(read, DnsSection.Additional, strict.Additionals);
    }

    private static string? Records(WireMessage read, DnsSection section, List<StrictRecord> strict)
    {
        if (read.Count(section) != strict.Count)
        {
            return $"{read.Count(section)} records in {section}, or {strict.Count}.";
        }

        for (var i = 0; i < strict.Count; i++)
        {
            var (record, other) = (read.Record(section, i), strict[i]);
            if (read.TypeOf(section, i) != record.Type || ((int)record.Type, (int)record.Class) != (other.Type, other.Class))
            {
                return $"{section} {i} is {record.Type} {record.Class}, or {other.Type} {other.Class}.";
            }

            if (!Same(record.Owner, other.Owner))
            {
                return $"{section} {i} is of '{record.Owner}', or '{other.Owner}'.";
            }

            if (record.Class == DnsRecord.ClassIn && (!Equals(record.Address, other.Address) || !Same(record.Target, other.Target) || record.Port != other.Port))
            {
                return $"{section} {i} says {record.Address} {record.Target}:{record.Port}, or {other.Address} {other.Target}:{other.Port}.";
            }
        }

        return null;
    }

    private static bool Same(string? text, string? other) => text is null
        ? other is null
        : text.Length <= LongestText && text.EndsWith('.') && text.All(character => character is > ' ' and <= '~') && AnswerOracle.Plain(text) == other;
}
