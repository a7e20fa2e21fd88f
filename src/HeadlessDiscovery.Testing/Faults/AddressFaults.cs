using System.Net;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Faults;

/// <summary>Answers with addresses that no pod has.</summary>
internal static class AddressFaults
{
    // RFC 6052 §2.1: 64:ff9b::/96.
    private static readonly byte[] WellKnownPrefix = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

    // A lie about IPv4 is none in an answer to AAAA.
    public static Response Lie(FaultScene scene, Response response, IPAddress address, bool only) =>
        RecordData.TypeOf(address) != scene.Type ? response : response with
        {
            Code = ResponseCode.NoError,
            Answers = only ? [RecordData.Address(scene.Owner, scene.Ttl, address)] : [.. response.Answers, RecordData.Address(scene.Owner, scene.Ttl, address)],
            Authority = [],
        };

    public static Response WrongOwner(FaultScene scene, Response response, IPAddress address) => response with
    {
        Code = ResponseCode.NoError,
        Answers = [RecordData.Address("unrelated.example", scene.Ttl, address)],
        Authority = [],
        Additional = [],
    };

    // RFC 6147 §5.1: only where there is no AAAA record, from what the A question gives.
    public static Response Dns64(FaultScene scene, Response response)
    {
        if (response.Answers.Any(r => r.Type == RecordType.Aaaa))
        {
            return response;
        }

        var v4 = scene.Honest(Question.For(scene.Owner, RecordType.A));
        return v4.Answers.Count == 0 ? response : response with
        {
            Code = v4.Code,
            Answers = [.. v4.Answers.Select(r => r.Type == RecordType.A ? r with { Type = RecordType.Aaaa, Data = [.. WellKnownPrefix, .. r.Data] } : r)],
            Authority = [],
        };
    }

    public static Response NxDomainWithAnswers(FaultScene scene, Response response, IPAddress address) => response with
    {
        Code = ResponseCode.NxDomain,
        Answers = [RecordData.Address(scene.Owner, scene.Ttl, address)],
        Additional = [],
    };
}
