using System.Buffers.Binary;
using HeadlessDiscovery.Testing.Wire;
using HeadlessDiscovery.Testing.Zone;

namespace HeadlessDiscovery.Testing.Faults;

/// <summary>Answers with too few records, or with bent ones.</summary>
internal static class RecordFaults
{
    public static Response Empty(FaultScene scene, Response response, int code) => response with
    {
        Code = code,
        Answers = [],
        Authority = [Negative.Soa(scene.View, scene.View.Zone)],
        Additional = [],
    };

    public static Response Denial(FaultScene scene, Response response, int code, DenialProof proof) => Bare(response, code) with
    {
        Authoritative = proof.IsAuthoritative,
        RecursionAvailable = proof.IsRecursive,
        Authority = proof.HasSoa ? [Negative.Soa(scene.View, proof.SoaZone is { } zone ? NameText.Normal(zone) : scene.View.Zone)] : [],
    };

    public static Response Referral(FaultScene scene, Response response, string? zone)
    {
        var owner = zone is null ? scene.View.Zone : NameText.Normal(zone);
        return Bare(response, ResponseCode.NoError) with { Authoritative = false, Authority = [RecordData.Ns(owner, scene.Ttl)] };
    }

    /// <summary>A code from someone who does not look at the question: no records, no authority, and no OPT from those who do not know it.</summary>
    public static Response Bare(Response response, int code, bool withoutOpt = false) => response with
    {
        Code = code,
        Answers = [],
        Authority = [],
        Additional = [],

        // Codes above 15 need the OPT record to travel in.
        EdnsSize = withoutOpt ? null : code > 15 ? response.EdnsSize ?? 512 : response.EdnsSize,
    };

    /// <summary>NOERROR from a server that knows nothing: golang/go issue 15434.</summary>
    public static Response Lame(Response response) => Bare(response, ResponseCode.NoError, withoutOpt: true) with { Authoritative = false };

    public static Response Partial(Response response, double fraction) => response with
    {
        Answers = [.. response.Answers.Take((int)Math.Ceiling(response.Answers.Count * fraction))],
    };

    /// <summary>TC with the first half of the records, so that never all of them are there.</summary>
    public static Response Truncated(Response response) => response with
    {
        Truncated = true,
        Answers = [.. response.Answers.Take(response.Answers.Count / 2)],
        Additional = [],
    };

    public static Response BadLength(FaultScene scene, Response response) => response with
    {
        Code = ResponseCode.NoError,
        Answers = [new DnsRecord(scene.Owner, scene.Type, scene.Ttl, [10, 0, 0]), .. response.Answers.Skip(1)],
        Authority = [],
    };

    public static Response Ttl(Response response, uint ttl) => response with
    {
        Answers = [.. response.Answers.Select(r => r with { Ttl = ttl })],
        Additional = [.. response.Additional.Select(r => r with { Ttl = ttl })],
    };

    /// <summary>Both the SOA's own TTL and its minimum, the last four bytes of its data.</summary>
    public static Response NegativeTtl(Response response, uint ttl) => response with
    {
        Authority = [.. response.Authority.Select(r => r.Type == RecordType.Soa ? r with { Ttl = ttl, Data = WithMinimum(r.Data, ttl) } : r)],
    };

    public static Response WrongQuestion(Response response)
    {
        const string Other = "another-question.example";
        return response.Question is not { } question ? response : response with
        {
            Question = Question.For(Other, question.Type),
            Answers = [.. response.Answers.Select(r => r.Owner == question.Name ? r with { Owner = Other } : r)],
        };
    }

    private static byte[] WithMinimum(byte[] soa, uint minimum)
    {
        byte[] changed = [.. soa];
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(changed.Length - 4), minimum);
        return changed;
    }
}
