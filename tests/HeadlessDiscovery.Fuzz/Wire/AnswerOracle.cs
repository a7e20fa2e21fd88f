using System.Net;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Fuzz.Wire;

/// <summary>What must hold for a verdict on bytes: whatever it accepts stands in them.</summary>
internal static class AnswerOracle
{
    /// <summary>The lie that was accepted, or null.</summary>
    public static string? Lie(DnsQuestion question, byte[] bytes, VerifiedAnswer answer)
    {
        if (answer.IsFailure && answer.RecordCount == 0)
        {
            return null;
        }

        if (StrictMessage.Read(bytes) is not { } message)
        {
            return $"{answer.Reason} from a message that cannot be read.";
        }

        var name = Plain(question.Name);
        if (!message.IsResponse || message.Operation != 0 || message.ResponseCode is not (0 or 3))
        {
            return $"{answer.Reason} from a header that is no answer: {message.Flags:x4}.";
        }

        if (message.Questions is not [var asked] || asked.Name != name || asked.Type != (int)question.Type || asked.Class != 1)
        {
            return $"{answer.Reason} from an answer to another question.";
        }

        if (answer.IsFailure && (answer.Reason != LookupReason.Truncated || (message.Flags & 0x200) == 0))
        {
            return $"Records of a failure that is no truncated answer: {answer.Reason}.";
        }

        var chain = message.Chain(name);
        if (answer.IsNegative)
        {
            return message.ResponseCode != 0 ? null
                : Records(message, question, chain[^1]).Any(record => record.Target != ".") ? "Records were taken for none."
                : message.Answers.Count == 0 && (message.Flags & 0x400) == 0 && message.Authorities.Any(record => record.Type == 2) && message.Authorities.All(record => record.Type != 6) ? "A referral was taken for none."
                : null;
        }

        return question.Type == DnsRecordType.Srv ? Targets(message, question, chain, answer) : Addresses(message, question, chain, answer);
    }

    private static string? Addresses(StrictMessage message, DnsQuestion question, List<string> chain, VerifiedAnswer answer)
    {
        var said = chain.SelectMany(owner => Records(message, question, owner)).Select(record => record.Address).OfType<IPAddress>().ToHashSet();
        var accepted = answer.Addresses.Take(answer.AddressCount).ToArray();
        return accepted.FirstOrDefault(address => !said.Contains(address)) is { } lie ? $"{lie} is nowhere said."
            : accepted.Length == 0 || accepted.Distinct().Count() != accepted.Length ? "No address, or one twice."
            : accepted.FirstOrDefault(NobodyHas) is { } impossible ? $"{impossible} is no peer."
            : null;
    }

    private static string? Targets(StrictMessage message, DnsQuestion question, List<string> chain, VerifiedAnswer answer)
    {
        var said = chain.SelectMany(owner => Records(message, question, owner)).ToArray();
        foreach (var target in answer.Targets)
        {
            var host = Plain(target.Host);
            if (!said.Any(record => record.Target == host && record.Port == target.Port))
            {
                return $"{target.Host}:{target.Port} is nowhere said.";
            }

            var glue = message.Additionals.Where(record => record.Type is 1 or 28 && record.Class == 1 && record.Owner == host).Select(record => record.Address).ToArray();
            if (target.Glue.FirstOrDefault(address => !glue.Contains(address) || NobodyHas(address)) is { } lie)
            {
                return $"{lie} of {target.Host} is nowhere said.";
            }
        }

        return null;
    }

    private static IEnumerable<StrictRecord> Records(StrictMessage message, DnsQuestion question, string owner) =>
        message.Answers.Where(record => record.Type == (int)question.Type && record.Class == 1 && record.Owner == owner);

    private static bool NobodyHas(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.Broadcast) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6Multicast || address.IsIPv6LinkLocal
        || (address.GetAddressBytes() is [>= 224 and < 240, _, _, _] or [0, _, _, _] or [169, 254, _, _]);

    /// <summary>The bytes of a name as they are, in lower case: both readers write bytes that are no plain text as <c>\DDD</c>, and some others with a backslash.</summary>
    public static string Plain(string name)
    {
        var text = new System.Text.StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 1 < name.Length)
            {
                if (char.IsAsciiDigit(name[i + 1]) && i + 3 < name.Length)
                {
                    text.Append(char.ToLowerInvariant((char)int.Parse(name.AsSpan(i + 1, 3), System.Globalization.CultureInfo.InvariantCulture)));
                    i += 3;
                    continue;
                }

                i++;
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
