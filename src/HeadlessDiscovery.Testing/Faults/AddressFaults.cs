using System.Net;
using HeadlessDiscovery.Testing.Wire;

namespace HeadlessDiscovery.Testing.Faults;

/// <summary>Answers with addresses that nobody has.</summary>
internal static class AddressFaults
{
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

    public static Response NxDomainWithAnswers(FaultScene scene, Response response, IPAddress address) => response with
    {
        Code = ResponseCode.NxDomain,
        Answers = [RecordData.Address(scene.Owner, scene.Ttl, address)],
        Additional = [],
    };
}
