using System.Net;

namespace HeadlessDiscovery.Dns;

/// <summary>Holds a message against its question (RFC 5452 §9): what the transports pass on unseen is decided here.</summary>
internal static class AnswerVerifier
{
    private const int NoError = 0;
    private const int FormErr = 1;
    private const int ServFail = 2;
    private const int NxDomain = 3;
    private const int NotImp = 4;
    private const int Refused = 5;

    /// <summary>The verdict on what came of an exchange with a server.</summary>
    public static VerifiedAnswer Verify(DnsQuestion question, DnsExchange exchange, IPEndPoint server) =>
        exchange.Message is { } message ? Verify(question, message, IPAddress.IsLoopback(server.Address)) : VerifiedAnswer.Failed(exchange.Failure);

    /// <summary>The verdict on a message; loopback addresses count only where the server that sent it is on loopback.</summary>
    public static VerifiedAnswer Verify(DnsQuestion question, DnsMessage message, bool serverIsLoopback)
    {
        if (!message.IsResponse || !message.IsQueryOperation)
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed);
        }

        var failure = message.ResponseCode switch
        {
            NoError or NxDomain => LookupReason.None,
            FormErr => LookupReason.FormErr,
            ServFail => LookupReason.ServFail,
            NotImp => LookupReason.NotImp,
            Refused => LookupReason.Refused,
            _ => LookupReason.NotImp,
        };
        if (failure != LookupReason.None)
        {
            return VerifiedAnswer.Failed(failure);
        }

        if (message.QuestionCount != 1 || !message.IsQuestion(0, question))
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed);
        }

        var answer = Read(question, message, serverIsLoopback);
        return message.IsTruncated ? answer.InPart() : answer;
    }

    private static VerifiedAnswer Read(DnsQuestion question, DnsMessage message, bool serverIsLoopback)
    {
        if (message.ResponseCode == NxDomain)
        {
            return NameError(question, message);
        }

        if (message.Count(DnsSection.Answer) == 0)
        {
            return IsLame(message) && !message.IsTruncated
                ? VerifiedAnswer.Failed(LookupReason.Lame)
                : VerifiedAnswer.Negative(LookupReason.NoData, DnsTtl.Negative(message, question.Name, out var zone), zone: zone);
        }

        return question.Type == DnsRecordType.Srv
            ? ServiceAnswer.Read(question, message, serverIsLoopback)
            : AddressAnswer.Read(question, message, serverIsLoopback);
    }

    // RFC 2308 §2.1: after aliases it is the last name that does not exist, and the SOA is that of its zone. Addresses beside it count for nothing.
    private static VerifiedAnswer NameError(DnsQuestion question, DnsMessage message)
    {
        if (!CnameChain.TryFollow(message, question.Name, out var last, out _, out var links))
        {
            return VerifiedAnswer.Failed(LookupReason.Malformed);
        }

        var ttl = DnsTtl.Negative(message, last, out var zone);
        return ttl is null && links == 0 && IsLocalLinkGuess(question, message)
            ? VerifiedAnswer.Hearsay(LookupReason.NxDomain)
            : VerifiedAnswer.Negative(LookupReason.NxDomain, ttl, links > 0 ? last : null, zone);
    }

    // systemd-resolved asks for a name of one label by LLMNR on the link, and answers NXDOMAIN itself, with AA and RA and without SOA.
    private static bool IsLocalLinkGuess(DnsQuestion question, DnsMessage message) =>
        message.IsAuthoritative && message.IsRecursionAvailable && question.Name.IndexOf('.', StringComparison.Ordinal) == question.Name.Length - 1;

    // A server without the zone that cannot recurse either (Go issue 15434; glibc res_send). An OPT makes it a real NODATA.
    private static bool IsLame(DnsMessage message) =>
        !message.IsAuthoritative && ((!message.IsRecursionAvailable && message.Count(DnsSection.Additional) == 0) || IsReferral(message));

    // RFC 2308 §2.2: NODATA has an SOA, or no NS. Unbound and dnsmasq pass a referral on as it is, with RA and OPT.
    private static bool IsReferral(DnsMessage message)
    {
        var namesServers = false;
        var count = message.Count(DnsSection.Authority);
        for (var i = 0; i < count; i++)
        {
            var type = message.TypeOf(DnsSection.Authority, i);
            if (type == DnsRecordType.Soa)
            {
                return false;
            }

            namesServers |= type == DnsRecordType.Ns;
        }

        return namesServers;
    }
}
