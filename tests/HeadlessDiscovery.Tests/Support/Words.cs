using System.Globalization;
using HeadlessDiscovery.Dns;

namespace HeadlessDiscovery.Tests.Support;

/// <summary>The behaviour words of testdata/search.json as exchanges.</summary>
internal static class Words
{
    public static ValueTask<DnsExchange> Answer(string word, DnsQuestion question, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        var parts = word.Split(':', 2);
        var value = parts.Length > 1 ? parts[1] : string.Empty;
        return parts[0] switch
        {
            "DROP" or "WRONGID" => ScriptedTransport.Silent(cancellationToken),
            "GARBAGE" or "SHORT" => Failed(LookupReason.Malformed),
            "SOCKET_ERROR" => Failed(LookupReason.Network),
            "NXDOMAIN" => Of(FakeDnsMessage.Negative(question, 3)),
            "NODATA" => Of(FakeDnsMessage.Negative(question, 0)),
            "SERVFAIL" => Of(FakeDnsMessage.Negative(question, 2, null)),
            "REFUSED" => Of(FakeDnsMessage.Negative(question, 5, null)),
            "FORMERR" => Of(FakeDnsMessage.Negative(question, 1, null)),
            "NOTIMP" => Of(FakeDnsMessage.Negative(question, 4, null)),
            "LAME" => Of(new FakeDnsMessage(question) { Authoritative = false }),
            "LAMEOPT" => Of(LameWithOption(question)),
            "WRONGQ" => Of(FakeDnsMessage.Addresses(question with { Name = "evil.example." }, 5, "6.6.6.6")),
            "BADRD" => Of(new FakeDnsMessage(question).Add(question.Name, "10.0.0.1", dataLength: 3)),
            "OTHER" => Of(new FakeDnsMessage(question).Add("other.example.", value)),
            "NXA" => Of(NxDomainWith(question, value)),
            "CNAME" => Of(Alias(question, value)),
            "TC" => Truncated(value, question, options, cancellationToken),
            _ => Of(Addresses(word, question)),
        };
    }

    private static ValueTask<DnsExchange> Of(DnsMessage message) => ValueTask.FromResult(DnsExchange.Of(message));

    private static ValueTask<DnsExchange> Failed(LookupReason reason) => ValueTask.FromResult(DnsExchange.Failed(reason));

    // "A:10.0.0.1 AAAA:fd00::1": the records of the asked type; NODATA where there is none.
    private static FakeDnsMessage Addresses(string word, DnsQuestion question)
    {
        var prefix = question.TypeText + ":";
        var found = word.Split(' ').Where(part => part.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(part => part[prefix.Length..].Split(',')).ToArray();
        return found.Length == 0 ? FakeDnsMessage.Negative(question, 0) : FakeDnsMessage.Addresses(question, 5, found);
    }

    private static FakeDnsMessage LameWithOption(DnsQuestion question)
    {
        var message = new FakeDnsMessage(question) { Authoritative = false };
        message.Additionals.Add(new DnsRecord { Owner = ".", Type = DnsRecordType.Opt });
        return message;
    }

    private static FakeDnsMessage NxDomainWith(DnsQuestion question, string address)
    {
        var message = new FakeDnsMessage(question) { Code = 3 };
        return message.Add(question.Name, address);
    }

    private static FakeDnsMessage Alias(DnsQuestion question, string value)
    {
        var parts = value.Split('=');
        var message = new FakeDnsMessage(question).AddAlias(question.Name, parts[0] + ".");
        return parts.Length == 1 ? message : message.Add(parts[0] + ".", parts[1]);
    }

    private static ValueTask<DnsExchange> Truncated(string value, DnsQuestion question, DnsExchangeOptions options, CancellationToken cancellationToken)
    {
        if (!options.Tcp)
        {
            return Failed(LookupReason.Truncated);
        }

        var parts = value.Split(':');
        return parts.ElementAtOrDefault(1) switch
        {
            "drop" => Failed(LookupReason.Network),
            "silent" => ScriptedTransport.Silent(cancellationToken),
            "tc" => Failed(LookupReason.Truncated),
            _ => Of(FakeDnsMessage.Addresses(question, 5, [.. Enumerable.Range(1, int.Parse(parts[0], CultureInfo.InvariantCulture)).Select(n => $"10.1.{n / 256}.{n % 256}")])),
        };
    }
}
