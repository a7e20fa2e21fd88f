using System.Reflection;
using DnsClient;
using DnsClient.Protocol;
using HeadlessDiscovery.Dns;
using HeadlessDiscovery.Transport.Wire;

namespace HeadlessDiscovery.Fuzz.Wire;

/// <summary>The reader inside DnsClient (by reflection, for it is not public), as the oracle of ours.</summary>
internal sealed class DnsClientReader
{
    private static readonly Type Handler = typeof(LookupClient).Assembly.GetType("DnsClient.DnsUdpMessageHandler", throwOnError: true)!;
    private static readonly MethodInfo Reading = Handler.GetMethod("GetResponseMessage")!;
    private static readonly MethodInfo Sealing = Reading.ReturnType.GetMethod("AsQueryResponse")!;
    private static readonly DnsQuerySettings Settings = new(new DnsQueryOptions());
    private static readonly NameServer Server = new(System.Net.IPAddress.Loopback);

    private readonly object handler = Activator.CreateInstance(Handler, nonPublic: true)!;

    // It follows pointers past the end of a message: there are zeros, and nothing of the message before.
    private readonly byte[] pooled = new byte[4096];

    /// <summary>The message, or null where DnsClient cannot read it.</summary>
    public IDnsQueryResponse? Read(byte[] message)
    {
        Array.Clear(pooled);
        message.CopyTo(pooled, 0);
        try
        {
            var read = Reading.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [new ArraySegment<byte>(pooled, 0, message.Length)], null)!;
            return (IDnsQueryResponse)Sealing.Invoke(read, BindingFlags.DoNotWrapExceptions, null, [Server, Settings], null)!;
        }
        catch (Exception exception) when (exception is DnsResponseParseException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // On messages that no server sends it throws what comes.
            return null;
        }
    }

    /// <summary>Where the two readers differ although they must not; null where they do not.</summary>
    /// <remarks>
    /// On purpose they differ in these. Names: DnsClient reads a dot inside a label as a dot, writes some characters with a backslash, and decodes
    /// international names, so that only plain ones are compared. Class: an address of another class than IN is none to us, so that the class is compared first.
    /// OPT: DnsClient gives each the root as its owner.
    /// </remarks>
    public static string? Difference(WireMessage ours, IDnsQueryResponse theirs)
    {
        var header = theirs.Header;
        return (ours.IsResponse, ours.IsAuthoritative, ours.IsTruncated, ours.IsRecursionDesired, ours.IsRecursionAvailable, ours.QuestionCount, ours.ResponseCode & 15)
                != (header.HasQuery, header.HasAuthorityAnswer, header.ResultTruncated, header.RecursionDesired, header.RecursionAvailable, theirs.Questions.Count, (int)header.ResponseCode & 15)
            ? "The headers differ."
            : Records(ours, DnsSection.Answer, theirs.Answers)
                ?? Records(ours, DnsSection.Authority, theirs.Authorities)
                ?? Records(ours, DnsSection.Additional, theirs.Additionals);
    }

    private static string? Records(WireMessage ours, DnsSection section, IReadOnlyList<DnsResourceRecord> theirs)
    {
        if (ours.Count(section) != theirs.Count)
        {
            return $"{ours.Count(section)} records in {section}, or {theirs.Count}.";
        }

        for (var i = 0; i < theirs.Count; i++)
        {
            var (one, other) = (ours.Record(section, i), theirs[i]);
            if (((ushort)one.Type, one.Class, one.Ttl, one.DataLength) != ((ushort)other.RecordType, (ushort)other.RecordClass, unchecked((uint)other.InitialTimeToLive), other.RawDataLength))
            {
                return $"{section} {i} is {one.Type} {one.Class} {one.Ttl} {one.DataLength}, or {other.RecordType} {other.RecordClass} {other.InitialTimeToLive} {other.RawDataLength}.";
            }

            if (one.Class == DnsRecord.ClassIn && (one.Address is { } address && !address.Equals((other as AddressRecord)?.Address) || (other is SrvRecord service && service.Port != one.Port)))
            {
                return $"{section} {i} says {one.Address}:{one.Port}, or {other}.";
            }

            if (one.Type != DnsRecordType.Opt && IsPlain(one.Owner) && IsPlain(other.DomainName.Original) && !string.Equals(one.Owner, Rooted(other.DomainName.Original), StringComparison.OrdinalIgnoreCase))
            {
                return $"{section} {i} is of '{one.Owner}', or '{other.DomainName.Original}'.";
            }

            if (one.Target is { } target && IsPlain(target) && Target(other) is { } theirTarget && IsPlain(theirTarget) && !string.Equals(target, Rooted(theirTarget), StringComparison.OrdinalIgnoreCase))
            {
                return $"{section} {i} leads to '{target}', or '{theirTarget}'.";
            }
        }

        return null;
    }

    private static string? Target(DnsResourceRecord record) => record switch
    {
        CNameRecord alias => alias.CanonicalName.Value,
        SrvRecord service => service.Target.Value,
        _ => null,
    };

    private static bool IsPlain(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');

    private static string Rooted(string name) => name.EndsWith('.') ? name : name + ".";
}
